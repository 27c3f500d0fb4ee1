-- When a key was last used, to ten minutes: which keys can be withdrawn shows by it.
ALTER TABLE "console"."api_key" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);
