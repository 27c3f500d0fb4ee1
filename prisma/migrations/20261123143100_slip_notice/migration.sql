-- What was finished from a slip waits some days before it is sealed where the telephone on file can be told of it. Days
-- only: the register keeps no time at which somebody answered.
ALTER TABLE "register"."invitation" ADD COLUMN "seal_on" DATE;
ALTER TABLE "register"."invitation" ADD COLUMN "slip_told_on" DATE;
ALTER TABLE "register"."invitation" ADD COLUMN "slip_denied_on" DATE;
CREATE INDEX "invitation_to_tell_idx" ON "register"."invitation" ("seal_on") WHERE "seal_on" IS NOT NULL AND "slip_told_on" IS NULL;
