-- A telephone that was deleted is not taken again, whatever row comes.
ALTER TABLE "register"."dossier" ADD COLUMN "contact_forgotten" BOOLEAN NOT NULL DEFAULT false;
-- Each closed ask is gone over once, and again only when it was opened and closed another time.
ALTER TABLE "register"."invitation" ADD COLUMN "forgotten_on" DATE;

-- What retention looks for every night, without what it has done.
CREATE INDEX "invitation_forget_idx" ON "register"."invitation" ("closed_on")
  WHERE "status" = 'closed' AND ("forgotten_on" IS NULL OR "forgotten_on" < "closed_on");
CREATE INDEX "dossier_forget_idx" ON "register"."dossier" ("received_at")
  WHERE "completed_at" IS NULL AND NOT "contact_forgotten";
