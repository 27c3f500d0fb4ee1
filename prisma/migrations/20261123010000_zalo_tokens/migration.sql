-- The grant of a Zalo Official Account: only the register's writer ever sees it.
CREATE TABLE "register"."zalo_token" (
    "account" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "sealed" BYTEA,
    "previous_sealed" BYTEA,
    "refreshed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "failed_at" TIMESTAMPTZ(3),
    "used_seeds" TEXT[],

    CONSTRAINT "zalo_token_pkey" PRIMARY KEY ("account")
);

REVOKE ALL ON "register"."zalo_token" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."zalo_token" TO hl_register;
