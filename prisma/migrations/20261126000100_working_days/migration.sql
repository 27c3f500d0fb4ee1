-- The time that the law allows for a procedure, as the province enters it.
ALTER TABLE "register"."procedure" ADD COLUMN "working_days" INTEGER;
