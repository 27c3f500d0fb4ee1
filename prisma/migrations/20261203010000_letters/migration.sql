-- What somebody wants by e-mail, and up to when they have had it.
CREATE TABLE "console"."subscription" (
    "user_id" TEXT NOT NULL,
    "digest" BOOLEAN NOT NULL,
    "alerts" BOOLEAN NOT NULL,
    "locale" TEXT NOT NULL,
    "digest_week" DATE,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Alerts that somebody has had: by cause, never by figure.
CREATE TABLE "console"."alert_letter" (
    "user_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "sent_on" DATE NOT NULL,

    CONSTRAINT "alert_letter_pkey" PRIMARY KEY ("user_id", "cause"),
    CONSTRAINT "alert_letter_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "console"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "alert_letter_sent_on_idx" ON "console"."alert_letter" ("sent_on");

GRANT SELECT, INSERT, UPDATE, DELETE ON "console"."subscription", "console"."alert_letter" TO hl_console;
