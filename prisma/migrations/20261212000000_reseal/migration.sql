-- Ballots that wait longer than a data key lives are sealed anew under the next one, where they lie.
GRANT UPDATE ("sealed") ON "ballot"."mix" TO hl_ballot;
