import type { Dossier } from '../domain/dossier.ts';
import type { DossierId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Unit, UnitScope } from '../domain/unit.ts';
import type {
  DeliverySettlement,
  DossierNews,
  DueWebhook,
  NewsWrites,
  StoredWebhook,
  WebhookBacklog,
  WebhookDelivery,
  WebhookStore,
} from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { Prisma } from './generated/client.ts';
import { findInvitations, ofDossiers } from './invitations.ts';
import { UNIT } from './records.ts';
import { asBuffer } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Of role hl_register. */
export function openWebhooks(register: PrismaClient): WebhookStore {
  return {
    add: (webhook, now) => inTransaction(register, (connection) => add(connection, webhook, now)),
    all: () => findWebhooks(register, Prisma.sql`true`),
    backlog: async (id) => {
      const [row] = await register.$queryRaw<WebhookBacklog[]>`
        SELECT count(*)::int AS waiting, count(*) FILTER (WHERE d.attempts > 0)::int AS retried
        FROM register.webhook_delivery d WHERE d.webhook_id = ${id}::uuid`;
      return row ?? { waiting: 0, retried: 0 };
    },
    remove: async (id) => {
      const rows = await register.$queryRaw<{ scope: UnitScope }[]>`
        DELETE FROM register.webhook w WHERE w.id::text = ${id} RETURNING w.unit_code AS scope`;
      return rows[0] ?? null;
    },
    enable: async (id) => {
      const enabled = await register.$executeRaw`
        UPDATE register.webhook w SET disabled_at = NULL, held_until = NULL, failures = 0, failing_since = NULL
        WHERE w.id::text = ${id}`;
      return enabled > 0;
    },
    announce: (query, decide) => inTransaction(register, (connection) => announce(connection, query, decide)),
    claim: (query) => inTransaction(register, (connection) => claim(connection, query)),
    settle: (settlement) => inTransaction(register, (connection) => settle(connection, settlement)),
  };
}

const ACTIVE = Prisma.sql`w.disabled_at IS NULL`;

async function findWebhooks(connection: Connection, condition: Prisma.Sql): Promise<StoredWebhook[]> {
  const rows = await connection.$queryRaw<StoredWebhook[]>`
    SELECT w.id, w.url, w.unit_code AS scope, w.created_at AS "createdAt", w.secret_sealed AS "secretSealed",
      w.failures, w.failing_since AS "failingSince", w.disabled_at AS "disabledAt", w.delivered_at AS "deliveredAt",
      w.given_up AS "givenUp"
    FROM register.webhook w WHERE ${condition} ORDER BY w.created_at, w.id`;
  return rows.map((row) => Object.assign(row, { secretSealed: asBuffer(row.secretSealed) }));
}

/** Surveys that run are looked at once without a word: an empty `told` says so. */
async function add(connection: Connection, webhook: Parameters<WebhookStore['add']>[0], now: Date): Promise<void> {
  const { id, url, scope, secretSealed } = webhook;
  // What was told when somebody listened before is no longer true.
  await connection.$executeRaw`
    DELETE FROM register.dossier_news WHERE NOT EXISTS (SELECT FROM register.webhook w WHERE ${ACTIVE})`;
  await connection.$executeRaw`
    INSERT INTO register.webhook (id, url, unit_code, secret_sealed) VALUES (${id}::uuid, ${url}, ${scope}, ${secretSealed})`;
  await connection.$executeRaw`
    INSERT INTO register.dossier_news (dossier_id, told, check_at)
    SELECT i.dossier_id, '', '-infinity' FROM register.invitation i
    WHERE i.not_after > ${now} AND (${scope}::text IS NULL OR i.unit_code = ${scope} OR i.province_code = ${scope})
    ON CONFLICT (dossier_id) DO NOTHING`;
}

async function announce(
  connection: Connection,
  { now, limit }: Parameters<WebhookStore['announce']>[0],
  decide: Parameters<WebhookStore['announce']>[1],
): Promise<number> {
  const webhooks = await findWebhooks(connection, ACTIVE);
  if (webhooks.length === 0) return 0;
  const news = await takeNews(connection, now, limit);
  if (news.length === 0) return 0;
  await write(connection, decide(news, webhooks));
  return news.length;
}

type NewsRow = Pick<Dossier, 'id' | 'code'> & {
  readonly registeredAt: Date;
  readonly unit: Unit;
  readonly told: string | null;
};

async function takeNews(connection: Connection, now: Date, limit: number): Promise<readonly DossierNews[]> {
  const rows = await connection.$queryRaw<NewsRow[]>`
    WITH taken AS (
      SELECT n.dossier_id, n.told FROM register.dossier_news n
      WHERE n.check_at <= ${now} ORDER BY n.check_at, n.dossier_id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    SELECT d.id, d.code, d.created_at AS "registeredAt", ${UNIT} AS unit, taken.told
    FROM taken JOIN register.dossier d ON d.id = taken.dossier_id JOIN register.unit u ON u.code = d.unit_code
    ORDER BY d.created_at, d.id`;
  const invitations = await findInvitations(connection, ofDossiers(rows.map(({ id }) => id)));
  const byDossier = new Map<DossierId, Invitation>(invitations.map((row) => [row.dossierId, row]));
  return rows.map(({ id, code, ...row }) => ({
    ...row,
    dossier: { id, code },
    invitation: byDossier.get(id) ?? null,
  }));
}

async function write(connection: Connection, { told, deliveries }: NewsWrites): Promise<void> {
  await connection.$executeRaw`
    UPDATE register.dossier_news n SET told = r.told, check_at = r."checkAt"
    FROM json_to_recordset(${JSON.stringify(told)}::json) AS r("dossierId" uuid, told text, "checkAt" timestamptz)
    WHERE n.dossier_id = r."dossierId"`;
  if (deliveries.length === 0) return;
  await connection.$executeRaw`
    INSERT INTO register.webhook_delivery (id, webhook_id, body, due_at)
    SELECT r.id, r."webhookId", r.body, r."dueAt"
    FROM json_to_recordset(${JSON.stringify(deliveries)}::json)
      AS r(id uuid, "webhookId" uuid, body text, "dueAt" timestamptz)`;
}

async function claim(
  connection: Connection,
  { now, leaseMs, webhooks, deliveries }: Parameters<WebhookStore['claim']>[0],
): Promise<readonly DueWebhook[]> {
  const claimed = await connection.$queryRaw<{ id: string }[]>`
    WITH ready AS (
      SELECT w.id FROM register.webhook w
      WHERE ${ACTIVE} AND (w.held_until IS NULL OR w.held_until <= ${now})
        AND EXISTS (SELECT FROM register.webhook_delivery d WHERE d.webhook_id = w.id AND d.due_at <= ${now})
      ORDER BY w.id LIMIT ${webhooks}::int FOR UPDATE SKIP LOCKED
    )
    UPDATE register.webhook w SET held_until = ${new Date(now.getTime() + leaseMs)} FROM ready
    WHERE w.id = ready.id RETURNING w.id`;
  if (claimed.length === 0) return [];
  const ids = claimed.map(({ id }) => id);
  const found = await findWebhooks(connection, Prisma.sql`w.id = ANY(${ids}::uuid[])`);
  const due = await connection.$queryRaw<(WebhookDelivery & { readonly webhookId: string })[]>`
    SELECT d.id, d.webhook_id AS "webhookId", d.body, d.attempts
    FROM unnest(${ids}::uuid[]) AS w(id) CROSS JOIN LATERAL (
      SELECT e.* FROM register.webhook_delivery e
      WHERE e.webhook_id = w.id AND e.due_at <= ${now} ORDER BY e.position LIMIT ${deliveries}::int
    ) AS d ORDER BY d.position`;
  return found.map((webhook) => ({ ...webhook, due: due.filter(({ webhookId }) => webhookId === webhook.id) }));
}

async function settle(connection: Connection, settlement: DeliverySettlement): Promise<void> {
  const { webhookId, done, again, heldUntil, failures, failingSince, disabledAt, deliveredAt, givenUp } = settlement;
  await connection.$executeRaw`
    UPDATE register.webhook w SET held_until = ${heldUntil}, failures = ${failures}::int, failing_since = ${failingSince},
      disabled_at = coalesce(w.disabled_at, ${disabledAt}::timestamptz),
      delivered_at = coalesce(${deliveredAt}::timestamptz, w.delivered_at),
      given_up = w.given_up + ${givenUp}::int + CASE WHEN ${disabledAt !== null} THEN (
        SELECT count(*)::int FROM register.webhook_delivery d
        WHERE d.webhook_id = w.id AND d.id <> ALL(${done}::uuid[])) ELSE 0 END
    WHERE w.id = ${webhookId}::uuid`;
  await connection.$executeRaw`
    DELETE FROM register.webhook_delivery d
    WHERE d.webhook_id = ${webhookId}::uuid AND (d.id = ANY(${done}::uuid[]) OR ${disabledAt !== null})`;
  await connection.$executeRaw`
    UPDATE register.webhook_delivery d SET attempts = r.attempts, due_at = r."dueAt"
    FROM json_to_recordset(${JSON.stringify(again)}::json) AS r(id uuid, attempts int, "dueAt" timestamptz)
    WHERE d.id = r.id`;
}
