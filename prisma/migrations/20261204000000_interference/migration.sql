-- Whether a slip was taken while the citizen must still have stood at the counter.
ALTER TABLE "register"."dossier" ADD COLUMN "slip_taken_early" BOOLEAN NOT NULL DEFAULT false;

-- How many surveys of a unit and month were finished, and how many of them faster than anybody reads; of no dossier.
CREATE TABLE "register"."pace_tally" (
    "unit_code" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "finished" INTEGER NOT NULL,
    "hurried" INTEGER NOT NULL,

    CONSTRAINT "pace_tally_pkey" PRIMARY KEY ("unit_code", "month")
);

-- Telephones of staff, as keyed hashes: their dossiers are not asked.
CREATE TABLE "register"."staff_phone" (
    "index" BYTEA NOT NULL,
    "added_on" DATE NOT NULL DEFAULT CURRENT_DATE,

    CONSTRAINT "staff_phone_pkey" PRIMARY KEY ("index")
);

-- What a human should look at, and what they said of it.
CREATE TABLE "register"."finding" (
    "id" UUID NOT NULL,
    "province_code" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "signal" TEXT NOT NULL,
    "officer" TEXT NOT NULL DEFAULT '',
    "hits" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "share" JSONB NOT NULL,
    "reference" JSONB NOT NULL,
    "found_on" DATE NOT NULL,
    "verdict" TEXT,
    "suspect" INTEGER,
    "reviewed_on" DATE,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "finding_unit_code_month_signal_officer_key" ON "register"."finding" ("unit_code", "month", "signal", "officer");
CREATE INDEX "finding_province_code_month_idx" ON "register"."finding" ("province_code", "month");

GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."pace_tally", "register"."staff_phone", "register"."finding" TO hl_register;
GRANT SELECT ON "register"."finding" TO hl_console;
GRANT UPDATE ("verdict", "suspect", "reviewed_on") ON "register"."finding" TO hl_console;
