-- Topics of a period are counted without reading what was said.
CREATE INDEX "published_comment_month_unit_code_topics_idx" ON "ballot"."published_comment" ("month", "unit_code", "topics");
