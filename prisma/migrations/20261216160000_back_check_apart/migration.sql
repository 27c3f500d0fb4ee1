-- Of a back-check that is over no time stays: less 20 hours, it would be the instant of the sealing.
ALTER TABLE "register"."back_check"
    ALTER COLUMN "ask_after" DROP NOT NULL,
    ALTER COLUMN "expires_at" DROP NOT NULL;
UPDATE "register"."back_check" SET "ask_after" = NULL, "expires_at" = NULL WHERE "status" NOT IN ('drawn', 'asked');

-- Answers that wait longer than a data key lives are sealed anew under the next one, where they lie.
GRANT UPDATE ("sealed") ON "ballot"."back_check_mix" TO hl_ballot;

CREATE OR REPLACE FUNCTION "register"."answer_back_check"("check_id" uuid, "at" timestamptz) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH taken AS (
    UPDATE "register"."back_check" b SET "status" = 'answered', "chat_id" = NULL, "phone_index" = NULL,
      "unit_code" = NULL, "short_code" = NULL, "token_hash" = NULL, "sealed" = NULL, "ask_after" = NULL, "expires_at" = NULL
    WHERE b."id" = check_id AND b."status" = 'asked' AND b."expires_at" > at
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM taken)
$$;
