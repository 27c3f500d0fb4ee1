-- Files of dossiers on their way in. They hold phone numbers, so every part is sealed, and goes when the work is done.
CREATE TABLE "register"."import" (
    "id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "scope" TEXT,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "byte_count" INTEGER NOT NULL DEFAULT 0,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "faults" JSONB NOT NULL DEFAULT '{}',
    "failure" TEXT,
    "plan" BYTEA,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "import_actor_created_at_idx" ON "register"."import" ("actor", "created_at");
CREATE INDEX "import_state_idx" ON "register"."import" ("state");

CREATE TABLE "register"."import_piece" (
    "import_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "import_piece_pkey" PRIMARY KEY ("import_id", "kind", "position"),
    CONSTRAINT "import_piece_import_id_fkey" FOREIGN KEY ("import_id")
        REFERENCES "register"."import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Sealed bytes do not compress.
ALTER TABLE "register"."import_piece" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;

REVOKE ALL ON "register"."import", "register"."import_piece" FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."import", "register"."import_piece" TO hl_register;
