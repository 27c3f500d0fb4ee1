-- Lists of provinces, communes and procedures read many places at once: for them the span `list` holds a half month whose
-- filing channels, lateness and channels are one ('', false, '').
DO $do$
DECLARE
  "counted" constant text := $sql$
    SELECT * FROM (
      SELECT i."unit_code", i."province_code", i."procedure_code", i."completed_on", i."filed_via", i."late",
        "register"."rate_channel"(i."proof", i."channel") AS "channel",
        "register"."rate_reason"(i."invited_at", i."exclusion", i."close_reason", i."status") AS "reason",
        sum(i."sign")::integer AS "completed",
        sum(CASE WHEN i."exclusion" IS NULL OR i."exclusion" = 'not-drawn' THEN i."sign" ELSE 0 END)::integer AS "eligible",
        sum(CASE WHEN i."invited_at" IS NULL THEN 0 ELSE i."sign" END)::integer AS "invited",
        sum(CASE WHEN i."delivered_at" IS NULL THEN 0 ELSE i."sign" END)::integer AS "delivered",
        sum(CASE WHEN i."started_on" IS NULL THEN 0 ELSE i."sign" END)::integer AS "started",
        sum(CASE WHEN i."status" = 'finished' OR i."close_reason" = 'finished' THEN i."sign" ELSE 0 END)::integer AS "finished",
        sum(CASE WHEN i."close_reason" = 'partial' THEN i."sign" ELSE 0 END)::integer AS "partial"
      FROM (%s) i GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ) c
    WHERE c."completed" <> 0 OR c."eligible" <> 0 OR c."invited" <> 0 OR c."delivered" <> 0 OR c."started" <> 0
      OR c."finished" <> 0 OR c."partial" <> 0
  $sql$;

  "adding" constant text := $sql$
    INSERT INTO "register"."rate_cell" AS c ("place", "procedure_code", "span", "starts_on", "under", "filed_via", "late",
      "channel", "reason", "completed", "eligible", "invited", "delivered", "started", "finished", "partial")
    SELECT
      CASE WHEN GROUPING(t."unit_code") = 0 THEN t."unit_code"
        WHEN GROUPING(t."province_code") = 0 THEN t."province_code" ELSE '00' END,
      CASE WHEN GROUPING(t."procedure_code") = 0 THEN t."procedure_code" ELSE '' END,
      CASE WHEN GROUPING(t."completed_on") = 0 THEN 'day' WHEN GROUPING(t."channel") = 0 THEN 'half' ELSE 'list' END,
      CASE WHEN GROUPING(t."completed_on") = 0 THEN t."completed_on" ELSE h."half" END AS "starts_on",
      CASE WHEN GROUPING(t."unit_code") = 0 THEN t."province_code"
        WHEN GROUPING(t."province_code") = 0 THEN '00' ELSE '' END,
      coalesce(t."filed_via", ''), coalesce(t."late", false), coalesce(t."channel", ''), t."reason", sum(t."completed"),
      sum(t."eligible"), sum(t."invited"), sum(t."delivered"), sum(t."started"), sum(t."finished"), sum(t."partial")
    FROM (%s) t
    CROSS JOIN LATERAL (
      SELECT date_trunc('month', t."completed_on"::timestamp)::date
        + CASE WHEN extract(day FROM t."completed_on") < 15 THEN 0 ELSE 14 END AS "half"
    ) h
    GROUP BY t."reason", GROUPING SETS (
      (t."unit_code", t."province_code", h."half", t."filed_via", t."late", t."channel"),
      (t."unit_code", t."province_code", h."half"),
      (t."province_code", h."half", t."filed_via", t."late", t."channel"),
      (t."province_code", h."half"),
      (t."province_code", t."completed_on", t."filed_via", t."late", t."channel"),
      (t."province_code", t."procedure_code", h."half", t."filed_via", t."late", t."channel"),
      (t."province_code", t."procedure_code", h."half"),
      (h."half", t."filed_via", t."late", t."channel"),
      (t."completed_on", t."filed_via", t."late", t."channel"),
      (t."procedure_code", h."half", t."filed_via", t."late", t."channel"),
      (t."procedure_code", h."half"))
    ORDER BY "starts_on"
    ON CONFLICT ("place", "procedure_code", "span", "starts_on", "under", "filed_via", "late", "channel", "reason")
    DO UPDATE SET "completed" = c."completed" + EXCLUDED."completed", "eligible" = c."eligible" + EXCLUDED."eligible",
      "invited" = c."invited" + EXCLUDED."invited", "delivered" = c."delivered" + EXCLUDED."delivered",
      "started" = c."started" + EXCLUDED."started", "finished" = c."finished" + EXCLUDED."finished",
      "partial" = c."partial" + EXCLUDED."partial"
  $sql$;

  -- Adds the oldest deltas to the cells that they belong to, and returns how many; none while somebody else does so.
  "summing" constant text := $sql$
    CREATE OR REPLACE FUNCTION "register"."sum_rates"("at_most" integer) RETURNS integer LANGUAGE plpgsql AS $f$
    DECLARE
      "summed" integer;
      "empty" tid[];
    BEGIN
      IF NOT pg_try_advisory_xact_lock(hashtext('register.rates')) THEN RETURN 0; END IF;
      WITH "taken" AS (
        DELETE FROM "register"."rate_delta" d
        WHERE d."id" = ANY(ARRAY(SELECT o."id" FROM "register"."rate_delta" o ORDER BY o."id" LIMIT "at_most"))
        RETURNING d.*
      ), "put" AS (
        %s RETURNING c.ctid AS "at", c."completed"
      )
      SELECT (SELECT count(*) FROM "taken"), (SELECT array_agg(p."at") FROM "put" p WHERE p."completed" = 0)
      INTO "summed", "empty";
      DELETE FROM "register"."rate_cell" c WHERE c.ctid = ANY("empty");
      RETURN "summed";
    END
    $f$
  $sql$;

  -- Counts everything anew: for what was there before the cells, and for whoever filled the register past its triggers.
  "recounting" constant text := $sql$
    CREATE OR REPLACE FUNCTION "register"."recount_rates"() RETURNS void LANGUAGE plpgsql SET "work_mem" = '256MB' AS $f$
    BEGIN
      LOCK TABLE "register"."invitation" IN SHARE ROW EXCLUSIVE MODE;
      PERFORM pg_advisory_xact_lock(hashtext('register.rates'));
      DELETE FROM "register"."rate_delta";
      DELETE FROM "register"."rate_cell";
      %s;
    END
    $f$
  $sql$;
BEGIN
  EXECUTE format("summing", format("adding", 'TABLE "taken"'));
  EXECUTE format("recounting", format("adding", format("counted", 'SELECT 1 AS "sign", i.* FROM "register"."invitation" i')));
END
$do$;

-- Communes of a province with one procedure are counted from their invitations.
CREATE INDEX "invitation_province_code_procedure_code_completed_on_idx"
  ON "register"."invitation" ("province_code", "procedure_code", "completed_on");

SELECT "register"."recount_rates"();
