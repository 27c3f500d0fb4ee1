-- Our message may have to wait for the platform's next day; the slip opens all the same.
ALTER TABLE "register"."invitation" ADD COLUMN "send_after" TIMESTAMPTZ(3);
