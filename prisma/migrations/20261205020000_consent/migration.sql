-- Which words of consent stood above the answers that are kept; it goes with them, and with the telephone.
ALTER TABLE "register"."invitation" ADD COLUMN "consent_version" TEXT;
