-- A second factor by time-based codes, with recovery codes; both sealed by the part that signs people in.
ALTER TABLE "console"."user" ADD COLUMN "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "console"."two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "two_factor_user_id_key" ON "console"."two_factor"("user_id");
ALTER TABLE "console"."two_factor" ADD CONSTRAINT "two_factor_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "console"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

REVOKE ALL ON "console"."two_factor" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "console"."two_factor" TO hl_console;
