-- A letter that is being sent is claimed until an instant: whoever dies with it leaves it to the next turn.
ALTER TABLE "console"."subscription" ADD COLUMN "digest_open_until" TIMESTAMPTZ(3);
ALTER TABLE "console"."alert_letter" ADD COLUMN "open_until" TIMESTAMPTZ(3);
