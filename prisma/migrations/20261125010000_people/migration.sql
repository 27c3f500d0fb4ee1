-- People are invited by link, may be deactivated, and wait longer after each wrong password.
ALTER TABLE "console"."user" ADD COLUMN "deactivated_at" TIMESTAMPTZ(3);
CREATE INDEX "user_unit_code_idx" ON "console"."user"("unit_code");

CREATE TABLE "console"."access_link" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "access_link_token_hash_key" ON "console"."access_link"("token_hash");
CREATE INDEX "access_link_user_id_idx" ON "console"."access_link"("user_id");
ALTER TABLE "console"."access_link" ADD CONSTRAINT "access_link_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "console"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "console"."sign_in_attempt" (
    "index" BYTEA NOT NULL,
    "failures" INTEGER NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("index")
);
CREATE INDEX "sign_in_attempt_failed_at_idx" ON "console"."sign_in_attempt"("failed_at");

REVOKE ALL ON "console"."access_link", "console"."sign_in_attempt" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "console"."access_link", "console"."sign_in_attempt" TO hl_console;
