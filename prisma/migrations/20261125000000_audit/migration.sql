-- The audit log: what is in it stays as it is. Positions have no gaps; each link seals the one before.
CREATE TABLE "console"."audit_entry" (
    "position" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "subject" TEXT,
    "unit_code" TEXT,
    "facts" JSONB NOT NULL,
    "previous_seal" BYTEA NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("position")
);
CREATE UNIQUE INDEX "audit_entry_id_key" ON "console"."audit_entry"("id");
CREATE INDEX "audit_entry_unit_code_position_idx" ON "console"."audit_entry"("unit_code", "position");
CREATE INDEX "audit_entry_action_position_idx" ON "console"."audit_entry"("action", "position");

-- The end of the log, sealed by itself: without it a log that lost its last entries would look whole.
CREATE TABLE "console"."audit_head" (
    "id" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,
    "proof" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);
INSERT INTO "console"."audit_head" ("id", "position", "seal", "proof") VALUES (1, 0, '', '');

REVOKE ALL ON "console"."audit_entry", "console"."audit_head" FROM PUBLIC;
GRANT SELECT, INSERT ON "console"."audit_entry" TO hl_console;
GRANT SELECT, UPDATE ON "console"."audit_head" TO hl_console;

-- The owner of the tables is not stopped by grants: an accident shall be.
CREATE FUNCTION "console"."refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "console"."audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "console"."refuse_audit_change"();
