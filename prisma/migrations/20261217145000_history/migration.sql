-- The ledger's day asks what was answered and what was withdrawn, of a unit: neither reads invitations or leaves of years.
CREATE INDEX "invitation_answered_idx" ON "register"."invitation" ("unit_code")
  WHERE "close_reason" IN ('finished', 'partial');
CREATE INDEX "ledger_leaf_withdrawn_idx" ON "ballot"."ledger_leaf" ("unit_code", "withdrawn_on")
  WHERE "withdrawn_on" IS NOT NULL;
