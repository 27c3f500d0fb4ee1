-- Rows that change several times in a survey's life find room for their next version on the same page.
ALTER TABLE "register"."chat" SET (fillfactor = 70);
ALTER TABLE "register"."draft" SET (fillfactor = 70);

-- What is looked for by the clock while reminders are fed a second ahead.
CREATE INDEX "invitation_remind_idx" ON "register"."invitation" ("invited_at")
  WHERE "reminded_at" IS NULL AND "status" IN ('sent', 'started');
