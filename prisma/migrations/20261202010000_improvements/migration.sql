-- What units say they improved. A change is a new version, taking back too; nothing is changed or deleted.
CREATE TABLE "console"."improvement" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "unit_code" TEXT,
    "month" DATE NOT NULL,
    "factor" TEXT,
    "text" TEXT NOT NULL,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "author" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "improvement_pkey" PRIMARY KEY ("id", "version")
);
CREATE INDEX "improvement_unit_code_month_idx" ON "console"."improvement" ("unit_code", "month");

REVOKE ALL ON "console"."improvement" FROM PUBLIC;
GRANT SELECT, INSERT ON "console"."improvement" TO hl_console;
