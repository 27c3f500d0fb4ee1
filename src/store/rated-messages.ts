import type { RatedMessage, UpdateLookup } from '../service/ports.ts';
import type { Connection } from './transaction.ts';

/**
 * What ratings are about, each found by its tracking id, else by the platform's own id of our message; nothing is
 * locked. A tracking id belongs to the newest message by which its survey was offered.
 */
export async function findRated(
  connection: Connection,
  lookups: readonly UpdateLookup[],
): Promise<readonly RatedMessage[]> {
  const asked = lookups.filter(({ trackingIndex, platformId }) => trackingIndex !== null || platformId !== null);
  if (asked.length === 0) return [];
  return connection.$queryRaw<RatedMessage[]>`
    WITH asked AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(asked)}::json) AS r(
        "updateId" text, channel text, account text, "trackingIndex" text, "platformId" text)
    ), sent AS (
      SELECT a."updateId", 1 AS rank, m.position, m.invitation_id, m.chat_id
      FROM asked a
      JOIN register.draft f ON f.tracking_index = decode(a."trackingIndex", 'hex')
      JOIN register.message m ON m.invitation_id = f.invitation_id AND m.channel = a.channel
      WHERE m.purpose IN ('invite', 'reminder') AND m.status <> 'created'
      UNION ALL
      SELECT a."updateId", 2, m.position, m.invitation_id, m.chat_id
      FROM asked a
      JOIN register.message m ON m.platform_id = a."platformId" AND m.channel = a.channel
    )
    SELECT DISTINCT ON (s."updateId") s."updateId", i.dossier_id AS "dossierId", s.chat_id AS "chatId"
    FROM sent s
    JOIN register.invitation i ON i.id = s.invitation_id
    JOIN register.chat c ON c.id = s.chat_id
    JOIN asked a ON a."updateId" = s."updateId" AND a.account = c.account
    ORDER BY s."updateId", s.rank, s.position DESC`;
}
