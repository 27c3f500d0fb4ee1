-- The next version of a survey while it is written; it is asked only once it stands in "survey".
CREATE TABLE "register"."survey_draft" (
    "survey_id" TEXT NOT NULL,
    "base_id" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_draft_pkey" PRIMARY KEY ("survey_id")
);
REVOKE ALL ON "register"."survey_draft" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."survey_draft" TO hl_register;

-- What answers were given to stays as it was asked, whoever writes.
CREATE FUNCTION "register"."keep_frozen_survey"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.frozen_at IS NULL THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'survey % has answers and stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "survey_stays_frozen" BEFORE UPDATE OR DELETE ON "register"."survey"
  FOR EACH ROW EXECUTE FUNCTION "register"."keep_frozen_survey"();
