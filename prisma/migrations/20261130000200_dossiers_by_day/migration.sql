-- What was entered on a day is counted on the page of the day's totals.
CREATE INDEX "dossier_created_at_idx" ON "register"."dossier" ("created_at");
