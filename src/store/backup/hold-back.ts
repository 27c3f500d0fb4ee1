import type pg from 'pg';

export interface HeldBack {
  /** Messages of ours that may have gone out: recorded as of unknown outcome. */
  readonly messages: number;
  /** Invitations that were due and may have been sent: left to the slip and to the link that may have arrived. */
  readonly invitations: number;
  /** Invitations that may have been reminded of. */
  readonly reminders: number;
}

/** The least that settings allow. */
const SOONEST_REMINDER_HOURS = 12;

/**
 * What the service may have sent between the backup and `stoppedAt`, when it last ran, is never sent again. Replies
 * are: they answer somebody.
 */
export async function holdBack(client: pg.Client, stoppedAt: Date): Promise<HeldBack> {
  const messages = await client.query(
    `UPDATE register.message SET status = 'unknown', failure = 'restored'
     WHERE lane = 'bulk' AND status IN ('created', 'sending') AND not_before <= $1`,
    [stoppedAt],
  );
  await client.query(
    `UPDATE register.invitation i SET status = 'sent' WHERE i.status = 'queued' AND EXISTS (
       SELECT FROM register.message m WHERE m.invitation_id = i.id AND m.purpose = 'invite' AND m.failure = 'restored')`,
  );
  const invitations = await client.query(
    `UPDATE register.invitation SET status = 'waiting'
     WHERE status = 'armed' AND exclusion IS NULL AND greatest(not_before, send_after) <= $1`,
    [stoppedAt],
  );
  const reminders = await client.query(
    `UPDATE register.invitation SET reminded_at = $1
     WHERE status IN ('sent', 'started') AND reminded_at IS NULL AND invited_at <= $1::timestamptz - make_interval(hours => $2)`,
    [stoppedAt, SOONEST_REMINDER_HOURS],
  );
  // Their phones may have been told: they are sealed untold.
  await client.query(
    `UPDATE register.invitation SET seal_on = least(seal_on, $1::date) WHERE seal_on IS NOT NULL AND slip_told_on IS NULL`,
    [stoppedAt],
  );
  return { messages: count(messages), invitations: count(invitations), reminders: count(reminders) };
}

function count({ rowCount }: pg.QueryResult): number {
  return rowCount ?? 0;
}
