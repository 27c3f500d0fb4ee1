-- What timers look for is found in indexes that hold no more than what is left to do.
DROP INDEX "ballot"."response_comment_idx";

-- Comments that no batch has yet: a turn reads these and not all that were ever written.
ALTER TABLE "ballot"."response" ADD COLUMN "comment_published" BOOLEAN NOT NULL DEFAULT false;
UPDATE "ballot"."response" r SET "comment_published" = true
FROM "ballot"."published_comment" c WHERE c."response_id" = r."id";
CREATE INDEX "response_comment_waits_idx" ON "ballot"."response" ("id")
  WHERE "comment" IS NOT NULL AND NOT "comment_published";

-- The oldest first, as retention takes them.
CREATE INDEX "response_comment_forget_idx" ON "ballot"."response" ("released_on") WHERE "comment" IS NOT NULL;

-- Nearly all surveys are closed and nobody looks for them by their status: closing one writes no entry any more.
DROP INDEX "register"."invitation_status_not_after_idx";
CREATE INDEX "invitation_open_idx" ON "register"."invitation" ("status", "not_after") WHERE "status" <> 'closed';

-- A telephone or chat that is not there, or no longer, is looked for by nobody.
DROP INDEX "register"."invitation_phone_index_invited_at_idx";
CREATE INDEX "invitation_phone_index_idx" ON "register"."invitation" ("phone_index", "invited_at")
  WHERE "phone_index" IS NOT NULL;
DROP INDEX "register"."invitation_chat_id_idx";
CREATE INDEX "invitation_chat_id_idx" ON "register"."invitation" ("chat_id") WHERE "chat_id" IS NOT NULL;

-- What is new is known to the planner at once.
ANALYZE "ballot"."response";
ANALYZE "register"."invitation";
