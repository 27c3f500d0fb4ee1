-- Response rates that anybody may know, of months in which enough were invited; rewritten by the worker.
CREATE TABLE "register"."published_rate" (
    "month" DATE NOT NULL,
    "unit_code" TEXT NOT NULL,
    "delivered" INTEGER NOT NULL,
    "finished" INTEGER NOT NULL,

    CONSTRAINT "published_rate_pkey" PRIMARY KEY ("month", "unit_code")
);

GRANT SELECT, INSERT, DELETE ON "register"."published_rate" TO hl_register;
GRANT SELECT ON "register"."published_rate" TO hl_console, hl_edge;
-- Cells of a day, or of few people, are not for a process that strangers reach.
REVOKE SELECT ON "register"."rate_cell", "register"."rate_delta" FROM hl_edge;
