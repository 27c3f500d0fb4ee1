-- What people said, in batches of at least five: beside a comment stand its unit and the month in which it was published.
CREATE TABLE "ballot"."published_comment" (
    "response_id" UUID NOT NULL,
    "batch" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "unit_code" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "topics" TEXT[] NOT NULL,

    CONSTRAINT "published_comment_pkey" PRIMARY KEY ("response_id")
);
CREATE UNIQUE INDEX "published_comment_batch_position_key" ON "ballot"."published_comment" ("batch", "position");
CREATE INDEX "published_comment_unit_code_batch_idx" ON "ballot"."published_comment" ("unit_code", "batch");
-- A response that is withdrawn takes its comment along.
ALTER TABLE "ballot"."published_comment" ADD CONSTRAINT "published_comment_response_id_fkey"
    FOREIGN KEY ("response_id") REFERENCES "ballot"."response" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments that wait are found without reading the answers of those who left none.
CREATE INDEX "response_comment_idx" ON "ballot"."response" ("id") WHERE "comment" IS NOT NULL;

REVOKE ALL ON "ballot"."published_comment" FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON "ballot"."published_comment" TO hl_ballot;
-- Screens read what was said, and not which response it belongs to.
GRANT SELECT ("batch", "position", "unit_code", "month", "text", "folded", "topics")
    ON "ballot"."published_comment" TO hl_console;
