-- A test key has everything checked and nothing stored.
ALTER TABLE "console"."api_key" ADD COLUMN "test" BOOLEAN NOT NULL DEFAULT false;

-- Dossiers are listed in the order in which they changed: by the time of the statement, which the lock of a writer
-- precedes, and not by that of its transaction.
ALTER TABLE "register"."dossier" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
CREATE INDEX "dossier_unit_code_updated_at_id_idx" ON "register"."dossier"("unit_code", "updated_at", "id");
