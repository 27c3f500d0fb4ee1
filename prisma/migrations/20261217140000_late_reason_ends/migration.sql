-- A reason for a delay is told in the apology, and may name somebody: it goes with the telephone.
UPDATE "register"."dossier" SET "late_reason" = NULL WHERE "contact_forgotten" AND "late_reason" IS NOT NULL;
