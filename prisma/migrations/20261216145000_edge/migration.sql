-- The role of a process that only citizens and platforms reach. What it knows of a dossier, an invitation or a draft it
-- asks these functions, one token or code at a time; telephones, messages, responses, staff and keys it cannot read at all.
DO $$
BEGIN
  BEGIN
    CREATE ROLE hl_edge NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF NOT pg_has_role(current_user, 'hl_edge', 'SET') THEN
    BEGIN
      EXECUTE format('GRANT hl_edge TO %I', current_user);
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
  END IF;
  -- Whether the database is of the version that it needs.
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON _prisma_migrations TO hl_edge;
  END IF;
END
$$;

-- What the page shows of a dossier; without the telephone and who handled it.
CREATE FUNCTION "register"."dossier_behind"("hash" bytea) RETURNS SETOF "register"."dossier"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT shown.* FROM "register"."dossier" d
  CROSS JOIN LATERAL jsonb_populate_record(d, '{"phone_sealed": null, "phone_index": null, "officer": null}') AS shown
  WHERE d."token_hash" = hash OR d."phone_token_hash" = hash
$$;

CREATE FUNCTION "register"."invitation_behind"("hash" bytea) RETURNS SETOF "register"."invitation"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT shown.* FROM "register"."dossier" d JOIN "register"."invitation" i ON i."dossier_id" = d."id"
  CROSS JOIN LATERAL jsonb_populate_record(i, '{"phone_index": null}') AS shown
  WHERE d."token_hash" = hash OR d."phone_token_hash" = hash
$$;

-- Sealed; whoever has the token may go on with it.
CREATE FUNCTION "register"."draft_behind"("hash" bytea) RETURNS SETOF "register"."draft"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.* FROM "register"."dossier" d JOIN "register"."invitation" i ON i."dossier_id" = d."id"
  JOIN "register"."draft" f ON f."invitation_id" = i."id"
  WHERE d."token_hash" = hash OR d."phone_token_hash" = hash
$$;

CREATE FUNCTION "register"."is_invited"("slip_code" text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM "register"."dossier" d JOIN "register"."invitation" i ON i."dossier_id" = d."id"
    WHERE d."short_code" = slip_code AND i."invited_at" IS NOT NULL)
$$;

-- Sends an invitation that reached nobody down the ladder again; says nothing of whether there was one.
CREATE FUNCTION "register"."ask_again"("unit" text, "dossier_code" text, "slip_code" text, "at" timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE "register"."invitation" i SET "status" = 'armed' FROM "register"."dossier" d
  WHERE d."id" = i."dossier_id" AND d."unit_code" = unit AND d."phone_index" IS NOT NULL
    AND (d."code" = dossier_code OR d."short_code" = slip_code)
    AND i."status" = 'waiting' AND i."exclusion" IS NULL AND i."invited_at" IS NULL AND i."channel" IS NULL
    AND i."started_on" IS NULL AND i."not_before" <= at AND i."not_after" > at
$$;

-- Where the page of a back-check leads; neither to a chat nor to a telephone.
CREATE FUNCTION "register"."back_check_behind"("hash" bytea, "at" timestamptz) RETURNS SETOF "register"."back_check"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT shown.* FROM "register"."back_check" b
  CROSS JOIN LATERAL jsonb_populate_record(b, '{"chat_id": null, "phone_index": null, "sealed": null}') AS shown
  WHERE b."token_hash" = hash AND b."status" = 'asked' AND b."expires_at" > at
$$;

-- True once: what was said goes into its mix then.
CREATE FUNCTION "register"."answer_back_check"("check_id" uuid, "at" timestamptz) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH taken AS (
    UPDATE "register"."back_check" b SET "status" = 'answered', "chat_id" = NULL, "phone_index" = NULL,
      "unit_code" = NULL, "short_code" = NULL, "token_hash" = NULL, "sealed" = NULL
    WHERE b."id" = check_id AND b."status" = 'asked' AND b."expires_at" > at
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM taken)
$$;

-- That the database takes writes.
CREATE FUNCTION "register"."note_written"() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO "register"."setting" ("key", "value") VALUES ('last-written', now()::text)
  ON CONFLICT ("key") DO UPDATE SET "value" = EXCLUDED."value"
$$;

DO $$
DECLARE
  asked text;
BEGIN
  FOREACH asked IN ARRAY ARRAY[
    'dossier_behind(bytea)', 'invitation_behind(bytea)', 'draft_behind(bytea)', 'is_invited(text)',
    'ask_again(text, text, text, timestamptz)', 'back_check_behind(bytea, timestamptz)',
    'answer_back_check(uuid, timestamptz)', 'note_written()'
  ] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION "register".%s FROM PUBLIC', asked);
    EXECUTE format('GRANT EXECUTE ON FUNCTION "register".%s TO hl_register, hl_edge', asked);
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA "register", "ballot", "console" TO hl_edge;
-- What pages are made from, and whether a post has taken effect; ids of updates only.
GRANT SELECT ON "register"."unit", "register"."procedure", "register"."survey", "register"."setting",
  "register"."inbound_update" TO hl_edge;
-- What is public: figures, draws, improvements and the ledger.
GRANT SELECT ON "register"."draw", "register"."rate_cell", "register"."rate_delta", "ballot"."published_cell",
  "ballot"."ledger_leaf", "ballot"."ledger_entry", "ballot"."ledger_day", "ballot"."passage" TO hl_edge;
GRANT SELECT ("id", "version", "unit_code", "month", "factor", "text", "withdrawn") ON "console"."improvement" TO hl_edge;
-- What the holder of a receipt asks back, and what a back-check was told, unseen.
GRANT SELECT, INSERT ON "ballot"."withdrawal" TO hl_edge;
GRANT INSERT ON "ballot"."back_check_mix" TO hl_edge;
