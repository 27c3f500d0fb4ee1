-- What a quarter left in a commune's mix becomes responses of its province; both ends stand in the ledger.
CREATE TABLE "ballot"."passage" (
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "ballots" INTEGER NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("unit_code", "province_code", "day")
);

ALTER TABLE "ballot"."ledger_entry"
    ADD COLUMN "passed_up" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "taken_in" INTEGER NOT NULL DEFAULT 0;

REVOKE ALL ON "ballot"."passage" FROM PUBLIC;
-- Grows like the ledger; a day's count may rise until the day is closed.
GRANT SELECT, INSERT ON "ballot"."passage" TO hl_ballot;
GRANT UPDATE ("ballots") ON "ballot"."passage" TO hl_ballot;
GRANT SELECT ON "ballot"."passage" TO hl_console;
