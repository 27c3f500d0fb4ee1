-- A reply is inserted with few index entries and deleted when it is out: on its way it needs to be found by chat, by
-- invitation and by age; what has left is found by time and by the platform's id, and most never has either.
DELETE FROM "register"."message" m
WHERE m."status" = 'sent' AND m."lane" = 'reply' AND m."channel" <> 'zalo';

DROP INDEX "register"."message_status_not_before_idx";
DROP INDEX "register"."message_platform_id_idx";

CREATE INDEX "message_waiting_idx" ON "register"."message" ("status", "not_before")
  WHERE "status" IN ('created', 'sending');
CREATE INDEX "message_sent_idx" ON "register"."message" ("sent_at")
  WHERE "status" = 'sent' AND "lane" = 'bulk';
CREATE INDEX "message_platform_id_idx" ON "register"."message" ("platform_id")
  WHERE "platform_id" IS NOT NULL;
-- What no survey takes along when it ends is forgotten by its age.
CREATE INDEX "message_alone_idx" ON "register"."message" ("not_before")
  WHERE "invitation_id" IS NULL;

-- What stands at one status is found by the index on it and the last day; what is due, by unit. Every change of an
-- invitation writes into each index, and this one answered nothing else.
DROP INDEX "register"."invitation_status_not_before_idx";
