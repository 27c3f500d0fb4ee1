-- Until when a message is held back on purpose. Without it the message goes as soon as it can, whatever clock anybody has.
ALTER TABLE "register"."message" ADD COLUMN "held_until" TIMESTAMPTZ(3);

UPDATE "register"."message" SET "held_until" = "not_before" WHERE "status" = 'created' AND "not_before" > now();
