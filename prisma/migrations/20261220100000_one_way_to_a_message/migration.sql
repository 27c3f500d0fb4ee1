-- Where statistics say that nothing is on its way, an index over all that is looks as cheap as the one by chat, and a
-- plan that took it reads everything for every message. What sweeps look for is found by conditions that claims do
-- not name, so that a chat's messages have one way that leads to them.
DROP INDEX "register"."message_waiting_idx";
CREATE INDEX "message_created_idx" ON "register"."message" ("not_before")
  WHERE "status" = 'created' AND "claimed_at" IS NULL;
CREATE INDEX "message_claimed_idx" ON "register"."message" ("claimed_at")
  WHERE "status" = 'sending';
