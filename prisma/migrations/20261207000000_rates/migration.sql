-- Rates are sums over cells. Every statement that changes invitations leaves what it changed in `rate_delta`, in its own
-- transaction and without waiting for anybody; a timer adds that up into `rate_cell`. Cells and what is not yet added
-- are read together in one statement: figures move at once and are exact.
CREATE TABLE "register"."rate_delta" (
    "id" BIGSERIAL NOT NULL,
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "procedure_code" TEXT NOT NULL,
    "completed_on" DATE NOT NULL,
    "filed_via" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "completed" INTEGER NOT NULL,
    "eligible" INTEGER NOT NULL,
    "invited" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "started" INTEGER NOT NULL,
    "finished" INTEGER NOT NULL,
    "partial" INTEGER NOT NULL,

    CONSTRAINT "rate_delta_pkey" PRIMARY KEY ("id")
);

-- `place` is a commune, a province or 00, `under` what it lies in when the dossier was finished. `span` is a half month
-- from the 1st or the 15th, of which calendar and reporting months are made, or a day. Procedure '' is all of them.
CREATE TABLE "register"."rate_cell" (
    "place" TEXT NOT NULL,
    "procedure_code" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "under" TEXT NOT NULL,
    "filed_via" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "completed" INTEGER NOT NULL,
    "eligible" INTEGER NOT NULL,
    "invited" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "started" INTEGER NOT NULL,
    "finished" INTEGER NOT NULL,
    "partial" INTEGER NOT NULL,

    CONSTRAINT "rate_cell_pkey" PRIMARY KEY
      ("place", "procedure_code", "span", "starts_on", "under", "filed_via", "late", "channel", "reason")
);
CREATE INDEX "rate_cell_under_procedure_code_span_starts_on_idx"
  ON "register"."rate_cell" ("under", "procedure_code", "span", "starts_on");

ALTER TABLE "register"."rate_delta" SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "register"."rate_cell" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

GRANT SELECT, INSERT, DELETE ON "register"."rate_delta" TO hl_register;
GRANT USAGE, SELECT ON SEQUENCE "register"."rate_delta_id_seq" TO hl_register;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."rate_cell" TO hl_register;
GRANT SELECT ON "register"."rate_delta", "register"."rate_cell" TO hl_console;

-- A slip is a channel of its own, and `none` is what was never sent.
CREATE FUNCTION "register"."rate_channel"("proof" text, "channel" text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN "proof" = 'slip' THEN 'slip' ELSE coalesce("channel", 'none') END;

-- Why nobody was invited; '' is invited.
CREATE FUNCTION "register"."rate_reason"("invited_at" timestamptz, "exclusion" text, "close_reason" text, "status" text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN "invited_at" IS NOT NULL THEN ''
  WHEN "exclusion" IS NOT NULL THEN "exclusion"
  WHEN "close_reason" = 'no-contact' THEN 'no-contact'
  WHEN "status" = 'closed' THEN 'other'
  ELSE 'pending' END;

-- One counting for rows that come, go, change and are there, and one way from what was counted into the cells: the
-- functions differ in where their rows are. A finished survey is so before its draft is sealed.
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

  -- One row a cell and statement.
  "noting" constant text := $sql$
    CREATE FUNCTION "register".%I() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      INSERT INTO "register"."rate_delta" ("unit_code", "province_code", "procedure_code", "completed_on", "filed_via", "late",
        "channel", "reason", "completed", "eligible", "invited", "delivered", "started", "finished", "partial")
      %s;
      RETURN NULL;
    END
    $f$
  $sql$;

  "adding" constant text := $sql$
    INSERT INTO "register"."rate_cell" AS c ("place", "procedure_code", "span", "starts_on", "under", "filed_via", "late",
      "channel", "reason", "completed", "eligible", "invited", "delivered", "started", "finished", "partial")
    SELECT
      CASE WHEN GROUPING(t."unit_code") = 0 THEN t."unit_code"
        WHEN GROUPING(t."province_code") = 0 THEN t."province_code" ELSE '00' END,
      CASE WHEN GROUPING(t."procedure_code") = 0 THEN t."procedure_code" ELSE '' END,
      CASE WHEN GROUPING(t."completed_on") = 0 THEN 'day' ELSE 'half' END,
      CASE WHEN GROUPING(t."completed_on") = 0 THEN t."completed_on" ELSE h."half" END,
      CASE WHEN GROUPING(t."unit_code") = 0 THEN t."province_code"
        WHEN GROUPING(t."province_code") = 0 THEN '00' ELSE '' END,
      t."filed_via", t."late", t."channel", t."reason", sum(t."completed"), sum(t."eligible"), sum(t."invited"),
      sum(t."delivered"), sum(t."started"), sum(t."finished"), sum(t."partial")
    FROM (%s) t
    CROSS JOIN LATERAL (
      SELECT date_trunc('month', t."completed_on"::timestamp)::date
        + CASE WHEN extract(day FROM t."completed_on") < 15 THEN 0 ELSE 14 END AS "half"
    ) h
    GROUP BY t."filed_via", t."late", t."channel", t."reason", GROUPING SETS (
      (t."unit_code", t."province_code", h."half"),
      (t."province_code", h."half"), (t."province_code", t."completed_on"), (t."province_code", t."procedure_code", h."half"),
      (h."half"), (t."completed_on"), (t."procedure_code", h."half"))
    ON CONFLICT ("place", "procedure_code", "span", "starts_on", "under", "filed_via", "late", "channel", "reason")
    DO UPDATE SET "completed" = c."completed" + EXCLUDED."completed", "eligible" = c."eligible" + EXCLUDED."eligible",
      "invited" = c."invited" + EXCLUDED."invited", "delivered" = c."delivered" + EXCLUDED."delivered",
      "started" = c."started" + EXCLUDED."started", "finished" = c."finished" + EXCLUDED."finished",
      "partial" = c."partial" + EXCLUDED."partial"
  $sql$;

  -- Adds the oldest deltas to the cells that they belong to, and returns how many; none while somebody else does so.
  "summing" constant text := $sql$
    CREATE FUNCTION "register"."sum_rates"("at_most" integer) RETURNS integer LANGUAGE plpgsql AS $f$
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
    CREATE FUNCTION "register"."recount_rates"() RETURNS void LANGUAGE plpgsql SET "work_mem" = '256MB' AS $f$
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
  EXECUTE format("noting", 'note_new_rates', format("counted", 'SELECT 1 AS "sign", n.* FROM new_rows n'));
  EXECUTE format("noting", 'note_gone_rates', format("counted", 'SELECT -1 AS "sign", o.* FROM old_rows o'));
  EXECUTE format("noting", 'note_changed_rates',
    format("counted", 'SELECT 1 AS "sign", n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o'));
  EXECUTE format("summing", format("adding", 'TABLE "taken"'));
  EXECUTE format("recounting",
    format("adding", format("counted", 'SELECT 1 AS "sign", i.* FROM "register"."invitation" i')));
END
$do$;

REVOKE EXECUTE ON FUNCTION "register"."recount_rates"() FROM PUBLIC;

CREATE TRIGGER "note_rates_new" AFTER INSERT ON "register"."invitation"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "register"."note_new_rates"();
CREATE TRIGGER "note_rates_gone" AFTER DELETE ON "register"."invitation"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "register"."note_gone_rates"();
CREATE TRIGGER "note_rates_changed" AFTER UPDATE ON "register"."invitation"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "register"."note_changed_rates"();

SELECT "register"."recount_rates"();
