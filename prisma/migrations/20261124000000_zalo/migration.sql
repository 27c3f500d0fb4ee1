-- A telephone number is a chat that only approved templates reach; guessing short codes ends after a few a day.
ALTER TABLE "register"."chat"
    ADD COLUMN "template_only" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "code_misses" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "code_missed_on" DATE;

-- The link that goes to the telephone on file proves more than the slip's, so it has a token of its own.
ALTER TABLE "register"."dossier" ADD COLUMN "phone_token_hash" BYTEA;
CREATE UNIQUE INDEX "dossier_phone_token_hash_key" ON "register"."dossier" ("phone_token_hash");

-- A platform's rating names nobody: it is joined by an id that lives in the draft alone.
ALTER TABLE "register"."draft" ADD COLUMN "tracking_index" BYTEA;
CREATE UNIQUE INDEX "draft_tracking_index_key" ON "register"."draft" ("tracking_index");

-- A receipt may come before the platform's answer to the send.
CREATE INDEX "message_platform_id_idx" ON "register"."message" ("platform_id");
CREATE TABLE "register"."receipt" (
    "account" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("account", "message_id")
);
REVOKE ALL ON "register"."receipt" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."receipt" TO hl_register;

ALTER TABLE "ballot"."response" ADD COLUMN "rating" JSONB;
