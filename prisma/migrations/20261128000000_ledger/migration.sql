-- What a receipt finds in the box: two keyed hashes of one code, which nothing but the key brings together.
ALTER TABLE "ballot"."response"
    ADD COLUMN "withdrawal_index" BYTEA,
    ADD COLUMN "comment_mark" BYTEA;
CREATE UNIQUE INDEX "response_withdrawal_index_key" ON "ballot"."response" ("withdrawal_index");

-- One salted leaf a response; the salt is derived from a key outside the database, so no leaf leads to its response.
CREATE TABLE "ballot"."ledger_leaf" (
    "leaf" BYTEA NOT NULL,
    "unit_code" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "receipt_index" BYTEA,
    "withdrawn_on" DATE,
    "withdrawal_proof" BYTEA,

    CONSTRAINT "ledger_leaf_pkey" PRIMARY KEY ("leaf")
);
CREATE UNIQUE INDEX "ledger_leaf_receipt_index_key" ON "ballot"."ledger_leaf" ("receipt_index");
CREATE INDEX "ledger_leaf_unit_code_day_idx" ON "ballot"."ledger_leaf" ("unit_code", "day");

CREATE TABLE "ballot"."ledger_entry" (
    "unit_code" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "previous" BYTEA NOT NULL,
    "finished" INTEGER NOT NULL,
    "released" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "withdrawn" INTEGER NOT NULL,
    "discarded" INTEGER NOT NULL,
    "leaves" INTEGER NOT NULL,
    "root" BYTEA NOT NULL,
    "withdrawn_root" BYTEA NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("unit_code", "day")
);
CREATE INDEX "ledger_entry_day_idx" ON "ballot"."ledger_entry" ("day");

CREATE TABLE "ballot"."ledger_day" (
    "day" DATE NOT NULL,
    "previous" BYTEA NOT NULL,
    "entries" INTEGER NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "ledger_day_pkey" PRIMARY KEY ("day")
);

-- Holders of receipts who want their response back; the proof says that a request came by a code, not by SQL.
CREATE TABLE "ballot"."withdrawal" (
    "index" BYTEA NOT NULL,
    "asked_on" DATE NOT NULL,
    "proof" BYTEA NOT NULL,
    "done_on" DATE,

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("index")
);
CREATE INDEX "withdrawal_done_on_idx" ON "ballot"."withdrawal" ("done_on");

-- How many ballots left a unit's mix without ever becoming a response.
CREATE TABLE "ballot"."departure" (
    "unit_code" TEXT NOT NULL,
    "withdrawn" INTEGER NOT NULL DEFAULT 0,
    "discarded" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "departure_pkey" PRIMARY KEY ("unit_code")
);

REVOKE ALL ON "ballot"."ledger_leaf", "ballot"."ledger_entry", "ballot"."ledger_day", "ballot"."withdrawal",
    "ballot"."departure" FROM PUBLIC;
-- The ledger only grows: a leaf may be marked as withdrawn, nothing else changes and nothing goes.
GRANT SELECT, INSERT ON "ballot"."ledger_leaf", "ballot"."ledger_entry", "ballot"."ledger_day" TO hl_ballot;
GRANT UPDATE ("withdrawn_on", "withdrawal_proof") ON "ballot"."ledger_leaf" TO hl_ballot;
GRANT SELECT ON "ballot"."withdrawal" TO hl_ballot;
GRANT UPDATE ("done_on") ON "ballot"."withdrawal" TO hl_ballot;
GRANT SELECT, INSERT, UPDATE ON "ballot"."departure" TO hl_ballot;
-- Pages show what is published, and take requests of those who hold a code.
GRANT SELECT ON "ballot"."ledger_leaf", "ballot"."ledger_entry", "ballot"."ledger_day" TO hl_console;
GRANT SELECT, INSERT ON "ballot"."withdrawal" TO hl_console;
