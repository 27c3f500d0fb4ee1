-- A random few of those who finished are asked whether they answered themselves. No row leads to an invitation, and of one
-- that is over nothing is left but province, month and how it ended.
CREATE TABLE "register"."back_check" (
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "chat_id" UUID,
    "phone_index" BYTEA,
    "unit_code" TEXT,
    "short_code" TEXT,
    "token_hash" BYTEA,
    "sealed" BYTEA,
    "ask_after" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "back_check_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "back_check_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "register"."chat" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "back_check_token_hash_key" ON "register"."back_check" ("token_hash");
CREATE INDEX "back_check_status_ask_after_idx" ON "register"."back_check" ("status", "ask_after");
CREATE INDEX "back_check_chat_id_idx" ON "register"."back_check" ("chat_id");
CREATE INDEX "back_check_phone_index_idx" ON "register"."back_check" ("phone_index");
CREATE INDEX "back_check_month_province_code_idx" ON "register"."back_check" ("month", "province_code");

-- Both answers, sealed, of a province; counted in batches, and then gone.
CREATE TABLE "ballot"."back_check_mix" (
    "id" UUID NOT NULL,
    "province_code" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "back_check_mix_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "back_check_mix_province_code_idx" ON "ballot"."back_check_mix" ("province_code");

REVOKE ALL ON "register"."back_check", "ballot"."back_check_mix" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."back_check" TO hl_register;
GRANT INSERT ON "ballot"."back_check_mix" TO hl_register;
GRANT SELECT, DELETE ON "ballot"."back_check_mix" TO hl_ballot;
-- How many were asked, above the communes.
GRANT SELECT ("province_code", "month", "status") ON "register"."back_check" TO hl_console;
