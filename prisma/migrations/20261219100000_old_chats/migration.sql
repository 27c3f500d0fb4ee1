-- Forgetting looks for chats from their beginning: without it every chat is read, and with millions of them the
-- statement's minute is over before one is found.
CREATE INDEX "chat_created_at_idx" ON "register"."chat" ("created_at");
