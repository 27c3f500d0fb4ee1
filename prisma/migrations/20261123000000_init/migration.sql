-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "ballot";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "console";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "register";

-- CreateTable
CREATE TABLE "register"."unit" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "parent_code" TEXT,
    "agency_codes" TEXT[],
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "register"."procedure" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "tone" TEXT NOT NULL DEFAULT 'standard',

    CONSTRAINT "procedure_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "register"."survey" (
    "id" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "register"."dossier" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "procedure_code" TEXT NOT NULL,
    "filed_via" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT 'issued',
    "phone_sealed" BYTEA,
    "phone_index" BYTEA,
    "language" TEXT NOT NULL DEFAULT 'vi',
    "applicant" TEXT NOT NULL DEFAULT 'person',
    "officer" TEXT,
    "late_reason" TEXT,
    "apology_sent_at" TIMESTAMPTZ(3),
    "token_hash" BYTEA NOT NULL,
    "short_code" TEXT NOT NULL,
    "slip_owner" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dossier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."correction" (
    "id" BIGSERIAL NOT NULL,
    "dossier_id" UUID NOT NULL,
    "fields" TEXT[],
    "actor" TEXT NOT NULL,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."invitation" (
    "id" UUID NOT NULL,
    "dossier_id" UUID NOT NULL,
    "survey_id" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "procedure_code" TEXT NOT NULL,
    "filed_via" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "completed_month" DATE NOT NULL,
    "completed_on" DATE NOT NULL,
    "phone_index" BYTEA,
    "status" TEXT NOT NULL,
    "close_reason" TEXT,
    "exclusion" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT,
    "proof" TEXT,
    "chat_id" UUID,
    "invited_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "started_on" DATE,
    "closed_on" DATE,
    "reminded_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."chat" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "address_index" BYTEA NOT NULL,
    "address_sealed" BYTEA NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'vi',
    "phone_index" BYTEA,
    "blocked_at" TIMESTAMPTZ(3),
    "opted_out_at" TIMESTAMPTZ(3),
    "focus_id" UUID,
    "asked_to_stop" BOOLEAN NOT NULL DEFAULT false,
    "last_inbound_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."draft" (
    "invitation_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("invitation_id")
);

-- CreateTable
CREATE TABLE "register"."message" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "chat_id" UUID NOT NULL,
    "invitation_id" UUID,
    "channel" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'created',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "platform_id" TEXT,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."inbound_update" (
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_update_pkey" PRIMARY KEY ("channel","account","update_id")
);

-- CreateTable
CREATE TABLE "register"."dead_update" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "failure" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register"."suppression" (
    "index" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "ballot"."mix" (
    "id" UUID NOT NULL,
    "unit_code" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mix_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ballot"."response" (
    "id" UUID NOT NULL,
    "survey_id" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "procedure_code" TEXT NOT NULL,
    "late" TEXT NOT NULL,
    "filed_via" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "flagged" TEXT NOT NULL,
    "disposition" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "comment" TEXT,
    "released_on" DATE NOT NULL,
    "completed_month" DATE NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ballot"."tally" (
    "survey_id" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "responses" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "pending" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("survey_id","unit_code","month","dimension","value")
);

-- CreateTable
CREATE TABLE "ballot"."published_cell" (
    "survey_id" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "responses" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "published_on" DATE NOT NULL,

    CONSTRAINT "published_cell_pkey" PRIMARY KEY ("survey_id","unit_code","month","dimension","value")
);

-- CreateTable
CREATE TABLE "console"."user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'ward-staff',
    "unit_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "unit_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_parent_code_idx" ON "register"."unit"("parent_code");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_code_key" ON "register"."dossier"("code");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_token_hash_key" ON "register"."dossier"("token_hash");

-- CreateIndex
CREATE INDEX "dossier_unit_code_completed_at_idx" ON "register"."dossier"("unit_code", "completed_at");

-- CreateIndex
CREATE INDEX "dossier_phone_index_idx" ON "register"."dossier"("phone_index");

-- CreateIndex
CREATE INDEX "dossier_slip_owner_idx" ON "register"."dossier"("slip_owner");

-- CreateIndex
CREATE INDEX "dossier_short_code_idx" ON "register"."dossier"("short_code");

-- CreateIndex
CREATE INDEX "correction_dossier_id_idx" ON "register"."correction"("dossier_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_dossier_id_key" ON "register"."invitation"("dossier_id");

-- CreateIndex
CREATE INDEX "invitation_status_not_before_idx" ON "register"."invitation"("status", "not_before");

-- CreateIndex
CREATE INDEX "invitation_status_not_after_idx" ON "register"."invitation"("status", "not_after");

-- CreateIndex
CREATE INDEX "invitation_unit_code_completed_on_idx" ON "register"."invitation"("unit_code", "completed_on");

-- CreateIndex
CREATE INDEX "invitation_province_code_completed_on_idx" ON "register"."invitation"("province_code", "completed_on");

-- CreateIndex
CREATE INDEX "invitation_phone_index_invited_at_idx" ON "register"."invitation"("phone_index", "invited_at");

-- CreateIndex
CREATE INDEX "invitation_chat_id_idx" ON "register"."invitation"("chat_id");

-- CreateIndex
CREATE INDEX "chat_phone_index_idx" ON "register"."chat"("phone_index");

-- CreateIndex
CREATE UNIQUE INDEX "chat_channel_account_address_index_key" ON "register"."chat"("channel", "account", "address_index");

-- CreateIndex
CREATE INDEX "message_status_not_before_idx" ON "register"."message"("status", "not_before");

-- CreateIndex
CREATE INDEX "message_invitation_id_idx" ON "register"."message"("invitation_id");

-- CreateIndex
CREATE INDEX "message_chat_id_idx" ON "register"."message"("chat_id");

-- CreateIndex
CREATE INDEX "inbound_update_received_at_idx" ON "register"."inbound_update"("received_at");

-- CreateIndex
CREATE INDEX "mix_unit_code_idx" ON "ballot"."mix"("unit_code");

-- CreateIndex
CREATE INDEX "response_unit_code_completed_month_idx" ON "ballot"."response"("unit_code", "completed_month");

-- CreateIndex
CREATE INDEX "tally_unit_code_month_idx" ON "ballot"."tally"("unit_code", "month");

-- CreateIndex
CREATE INDEX "published_cell_unit_code_month_idx" ON "ballot"."published_cell"("unit_code", "month");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "console"."user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "console"."session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "console"."session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "console"."account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "console"."verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "console"."api_key"("hash");

-- AddForeignKey
ALTER TABLE "register"."correction" ADD CONSTRAINT "correction_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "register"."dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register"."invitation" ADD CONSTRAINT "invitation_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "register"."dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register"."draft" ADD CONSTRAINT "draft_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "register"."invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register"."message" ADD CONSTRAINT "message_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "register"."chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register"."message" ADD CONSTRAINT "message_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "register"."invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

