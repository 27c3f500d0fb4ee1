-- Addresses of other systems that hear of dossiers.
CREATE TABLE "register"."webhook" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "unit_code" TEXT,
    "secret_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "held_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- What was last told of a dossier, and when to look at it again: '-infinity' at once, null not before it changes.
-- At once has no time, so that nothing here says when a citizen did something.
CREATE TABLE "register"."dossier_news" (
    "dossier_id" UUID NOT NULL,
    "told" TEXT,
    "check_at" TIMESTAMPTZ(3),

    CONSTRAINT "dossier_news_pkey" PRIMARY KEY ("dossier_id")
);
CREATE INDEX "dossier_news_check_at_idx" ON "register"."dossier_news"("check_at");

CREATE TABLE "register"."webhook_delivery" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "webhook_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_delivery_webhook_id_due_at_idx" ON "register"."webhook_delivery"("webhook_id", "due_at");

ALTER TABLE "register"."dossier_news" ADD CONSTRAINT "dossier_news_dossier_id_fkey"
  FOREIGN KEY ("dossier_id") REFERENCES "register"."dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "register"."webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey"
  FOREIGN KEY ("webhook_id") REFERENCES "register"."webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

REVOKE ALL ON "register"."webhook", "register"."dossier_news", "register"."webhook_delivery" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."webhook", "register"."dossier_news", "register"."webhook_delivery"
  TO hl_register;
GRANT USAGE, SELECT ON SEQUENCE "register"."webhook_delivery_position_seq" TO hl_register;

ALTER TABLE "register"."dossier_news" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "register"."webhook_delivery" SET (autovacuum_vacuum_scale_factor = 0.02);

-- Marks belong to the transaction of the change, whatever code makes it, one statement for all its rows; without a
-- subscription nothing is written. What a citizen does between invitation and end changes nothing that staff may know.
CREATE FUNCTION "register"."note_new_dossiers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "register"."webhook" w WHERE w."disabled_at" IS NULL) THEN
    INSERT INTO "register"."dossier_news" ("dossier_id", "check_at")
    SELECT n."id", '-infinity' FROM new_rows n ORDER BY n."id"
    ON CONFLICT ("dossier_id") DO UPDATE SET "check_at" = EXCLUDED."check_at";
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "register"."note_new_invitations"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "register"."webhook" w WHERE w."disabled_at" IS NULL) THEN
    INSERT INTO "register"."dossier_news" ("dossier_id", "check_at")
    SELECT n."dossier_id", '-infinity' FROM new_rows n ORDER BY n."dossier_id"
    ON CONFLICT ("dossier_id") DO UPDATE SET "check_at" = EXCLUDED."check_at";
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "register"."note_changed_invitations"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "register"."webhook" w WHERE w."disabled_at" IS NULL) THEN
    INSERT INTO "register"."dossier_news" ("dossier_id", "check_at")
    SELECT n."dossier_id", '-infinity' FROM new_rows n JOIN old_rows o ON o."id" = n."id"
    WHERE (n."exclusion", n."not_after", n."invited_at", n."proof", n."channel",
           CASE WHEN n."status" IN ('queued', 'waiting') THEN n."status" END,
           n."close_reason" IS NOT DISTINCT FROM 'no-contact')
      IS DISTINCT FROM
          (o."exclusion", o."not_after", o."invited_at", o."proof", o."channel",
           CASE WHEN o."status" IN ('queued', 'waiting') THEN o."status" END,
           o."close_reason" IS NOT DISTINCT FROM 'no-contact')
    ORDER BY n."dossier_id"
    ON CONFLICT ("dossier_id") DO UPDATE SET "check_at" = EXCLUDED."check_at";
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "note_new" AFTER INSERT ON "register"."dossier"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "register"."note_new_dossiers"();
CREATE TRIGGER "note_new" AFTER INSERT ON "register"."invitation"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "register"."note_new_invitations"();
CREATE TRIGGER "note_changed" AFTER UPDATE ON "register"."invitation"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "register"."note_changed_invitations"();
