-- What is on the way in a chat, by which order holds. The index on the status alone is full of what has left since the
-- last vacuum; a plan that reads it for every chat costs more than all the rest of sending.
CREATE INDEX "message_under_way_idx" ON "register"."message" ("chat_id", "position")
  WHERE "status" IN ('created', 'sending');
