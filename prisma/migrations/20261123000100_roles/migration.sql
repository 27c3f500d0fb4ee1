-- Three roles that cannot sign in; the service takes one on with SET ROLE.
-- Roles belong to the cluster: another database of it may have made them, or be making them now.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['hl_register', 'hl_ballot', 'hl_console'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    IF NOT pg_has_role(current_user, role_name, 'SET') THEN
      BEGIN
        EXECUTE format('GRANT %I TO %I', role_name, current_user);
      EXCEPTION WHEN unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END
$$;

REVOKE ALL ON SCHEMA "register", "ballot", "console" FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA "register", "ballot", "console" FROM PUBLIC;

-- The register's writer puts sealed answers into the mix and reads nothing of the ballot box.
GRANT USAGE ON SCHEMA "register", "ballot" TO hl_register;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "register" TO hl_register;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "register" TO hl_register;
GRANT INSERT ON "ballot"."mix" TO hl_register;

-- The ballot box reads nothing of the register.
GRANT USAGE ON SCHEMA "ballot" TO hl_ballot;
GRANT SELECT, DELETE ON "ballot"."mix" TO hl_ballot;
GRANT SELECT, INSERT, UPDATE, DELETE ON "ballot"."response", "ballot"."tally", "ballot"."published_cell" TO hl_ballot;

-- Screens read the register without drafts, messages, phones, addresses, tokens and their hashes.
GRANT USAGE ON SCHEMA "register", "ballot", "console" TO hl_console;
GRANT SELECT ON
  "register"."unit", "register"."procedure", "register"."survey", "register"."setting", "register"."correction"
  TO hl_console;
GRANT SELECT (
  "id", "code", "unit_code", "procedure_code", "filed_via", "received_at", "due_at", "completed_at", "returned_at",
  "outcome", "language", "applicant", "officer", "late_reason", "apology_sent_at", "short_code", "slip_owner",
  "created_at", "updated_at"
) ON "register"."dossier" TO hl_console;
GRANT SELECT (
  "id", "dossier_id", "survey_id", "unit_code", "province_code", "procedure_code", "filed_via", "late",
  "completed_month", "completed_on", "status", "close_reason", "exclusion", "not_before", "not_after", "channel",
  "proof", "chat_id", "invited_at", "delivered_at", "started_on", "closed_on", "reminded_at"
) ON "register"."invitation" TO hl_console;
GRANT SELECT (
  "id", "channel", "account", "language", "blocked_at", "opted_out_at", "created_at"
) ON "register"."chat" TO hl_console;
GRANT SELECT ON "ballot"."published_cell" TO hl_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "console" TO hl_console;

-- What is due is found unit by unit, without reading what is not.
CREATE INDEX "invitation_due_idx" ON "register"."invitation" ("unit_code", "not_before")
  WHERE "status" = 'armed' AND "exclusion" IS NULL;
CREATE INDEX "tally_pending_idx" ON "ballot"."tally" ("month", "unit_code") WHERE "pending";

-- Rows that change or vanish all day: room for updates in place, and cleaning long before a fifth of the table is dead.
ALTER TABLE "register"."invitation" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "register"."chat" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "register"."draft" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "register"."message" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "register"."inbound_update" SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "ballot"."mix" SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "ballot"."tally" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
