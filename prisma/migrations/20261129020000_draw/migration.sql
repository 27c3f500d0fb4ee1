-- Who is asked in a month: the hash of its key from before the first day, and the share of each unit that asks fewer
-- than all. The key is sealed under a key that is not in the database; shares change until the month begins.
CREATE TABLE "register"."draw" (
    "month" DATE NOT NULL,
    "commitment" TEXT NOT NULL,
    "key_sealed" BYTEA NOT NULL,
    "rates" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "draw_pkey" PRIMARY KEY ("month")
);

REVOKE ALL ON "register"."draw" FROM PUBLIC;
GRANT SELECT, INSERT ON "register"."draw" TO hl_register;
GRANT UPDATE ("rates") ON "register"."draw" TO hl_register;
