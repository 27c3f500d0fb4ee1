-- When a message last arrived, and how many were given up: what is done with is deleted and would not tell.
ALTER TABLE "register"."webhook" ADD COLUMN "delivered_at" TIMESTAMPTZ(3);
ALTER TABLE "register"."webhook" ADD COLUMN "given_up" INTEGER NOT NULL DEFAULT 0;
