import type { Subscriber, Subscription, SubscriptionStore } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** Somebody who may still sign in; staff see no figures, in letters neither. */
const ACTIVE = Prisma.sql`
  p.deactivated_at IS NULL AND p.role <> 'ward-staff'
  AND EXISTS (SELECT 1 FROM console.account a WHERE a.user_id = p.id)`;
const SUBSCRIBER = Prisma.sql`
  p.id AS "personId", p.name, p.email, p.role, p.unit_code AS scope, s.locale`;

/** Of role hl_console. */
export function openSubscriptions(console: PrismaClient): SubscriptionStore {
  return {
    get: async (personId) => {
      const rows = await console.$queryRaw<Pick<Subscription, 'digest' | 'alerts'>[]>`
        SELECT s.digest, s.alerts FROM console.subscription s WHERE s.user_id = ${personId}`;
      return rows[0] ?? { digest: false, alerts: false };
    },
    set: async (personId, { digest, alerts, locale }) => {
      await console.$executeRaw`
        INSERT INTO console.subscription (user_id, digest, alerts, locale)
        VALUES (${personId}, ${digest}, ${alerts}, ${locale})
        ON CONFLICT (user_id) DO UPDATE SET digest = excluded.digest, alerts = excluded.alerts, locale = excluded.locale`;
    },
    ...digestCalls(console),
    ...alertCalls(console),
  };
}

function digestCalls(console: PrismaClient): Pick<SubscriptionStore, 'withoutDigest' | 'claimDigest' | 'settleDigest'> {
  return {
    withoutDigest: (week, now, after, limit) => console.$queryRaw<Subscriber[]>`
      SELECT ${SUBSCRIBER} FROM console.subscription s JOIN console.user p ON p.id = s.user_id
      WHERE s.digest AND ${ACTIVE} AND ${lacksDigest(week, now)}
        AND (${after}::text IS NULL OR s.user_id > ${after}::text)
      ORDER BY s.user_id LIMIT ${limit}`,
    claimDigest: async (personId, week, { now, until }) => {
      const claimed = await console.$executeRaw`
        UPDATE console.subscription s SET digest_week = ${week}::date, digest_open_until = ${until}
        WHERE s.user_id = ${personId} AND s.digest AND ${lacksDigest(week, now)}`;
      return claimed === 1;
    },
    settleDigest: async (personId, isSent) => {
      await console.$executeRaw`
        UPDATE console.subscription s SET digest_open_until = NULL,
          digest_week = CASE WHEN ${isSent} THEN s.digest_week END
        WHERE s.user_id = ${personId}`;
    },
  };
}

function lacksDigest(week: string, now: Date): Prisma.Sql {
  return Prisma.sql`(s.digest_week IS NULL OR s.digest_week < ${week}::date OR s.digest_open_until < ${now})`;
}

function alertCalls(
  console: PrismaClient,
): Pick<SubscriptionStore, 'forAlerts' | 'claimAlerts' | 'settleAlerts' | 'forgetAlerts'> {
  return {
    forAlerts: () => console.$queryRaw<Subscriber[]>`
      SELECT ${SUBSCRIBER} FROM console.subscription s JOIN console.user p ON p.id = s.user_id
      WHERE s.alerts AND ${ACTIVE} ORDER BY s.user_id`,
    claimAlerts: async (personId, causes, day, { now, until }) => {
      const rows = await console.$queryRaw<{ cause: string }[]>`
        INSERT INTO console.alert_letter AS l (user_id, cause, sent_on, open_until)
        SELECT ${personId}, c.cause, ${day}::date, ${until} FROM unnest(${causes}::text[]) AS c (cause)
        ON CONFLICT (user_id, cause) DO UPDATE SET sent_on = excluded.sent_on, open_until = excluded.open_until
        WHERE l.open_until < ${now} RETURNING l.cause`;
      return rows.map(({ cause }) => cause);
    },
    settleAlerts: async (personId, causes, isSent) => {
      await (isSent
        ? console.$executeRaw`
            UPDATE console.alert_letter l SET open_until = NULL
            WHERE l.user_id = ${personId} AND l.cause = ANY(${causes}::text[])`
        : console.$executeRaw`
            DELETE FROM console.alert_letter l WHERE l.user_id = ${personId} AND l.cause = ANY(${causes}::text[])`);
    },
    forgetAlerts: async (before) => {
      await console.$executeRaw`DELETE FROM console.alert_letter l WHERE l.sent_on < ${before}::date`;
    },
  };
}
