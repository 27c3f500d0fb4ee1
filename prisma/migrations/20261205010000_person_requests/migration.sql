-- What citizens ask about their data, and by when the law wants it done. The telephone is there, sealed, while it is open.
CREATE TABLE "register"."person_request" (
    "id" UUID NOT NULL,
    "unit_code" TEXT,
    "kind" TEXT NOT NULL,
    "phone_sealed" BYTEA,
    "received_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "answered_on" DATE,
    "closed_on" DATE,
    "outcome" TEXT,

    CONSTRAINT "person_request_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "person_request_phone_gone" CHECK (("closed_on" IS NULL) = ("phone_sealed" IS NOT NULL))
);
CREATE INDEX "person_request_closed_on_idx" ON "register"."person_request" ("closed_on");

GRANT SELECT, INSERT, UPDATE, DELETE ON "register"."person_request" TO hl_register;
