-- How many comments of the whole country each month has, by topic: counted anew by whoever publishes, for a page that
-- counted them itself would read all of a year. Below the country an index counts as fast.
CREATE TABLE "ballot"."comment_count" (
    "month" DATE NOT NULL,
    "topic" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "comment_count_pkey" PRIMARY KEY ("month", "topic")
);

REVOKE ALL ON "ballot"."comment_count" FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON "ballot"."comment_count" TO hl_ballot;
GRANT SELECT ON "ballot"."comment_count" TO hl_console;

-- `all` is every comment, `none` those without a topic.
CREATE FUNCTION "ballot"."comment_topics"("topics" text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{all}'::text[] || coalesce(nullif("topics", '{}'), '{none}');

CREATE FUNCTION "ballot"."recount_comments"() RETURNS void LANGUAGE sql
BEGIN ATOMIC
  DELETE FROM "ballot"."comment_count";
  INSERT INTO "ballot"."comment_count" ("month", "topic", "count")
  SELECT a."month", t."topic", sum(a."count")
  FROM (SELECT c."month", c."topics", count(*) AS "count" FROM "ballot"."published_comment" c GROUP BY 1, 2) a
  CROSS JOIN LATERAL unnest("ballot"."comment_topics"(a."topics")) AS t("topic")
  GROUP BY 1, 2;
END;
REVOKE EXECUTE ON FUNCTION "ballot"."recount_comments"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "ballot"."recount_comments"() TO hl_ballot;

SELECT "ballot"."recount_comments"();

-- Words that few comments hold are found without reading the others. The extension comes with PostgreSQL and the owner
-- of a database may add it; where a server lacks it or forbids it, a search of the whole country takes longer.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "published_comment_folded_idx" ON "ballot"."published_comment" USING gin ("folded" gin_trgm_ops);
EXCEPTION WHEN feature_not_supported OR undefined_file OR insufficient_privilege THEN
  RAISE NOTICE 'pg_trgm is not at hand: %', SQLERRM;
END
$$;
