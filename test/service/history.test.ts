import { beforeAll, describe, expect, it } from 'vitest';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { enforceRetention } from '../../src/service/enforce-retention.ts';
import { publishedLedger } from '../../src/service/check-ledger.ts';
import { publishCells } from '../../src/service/publish-cells.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import { sealFinished } from '../../src/service/seal-finished.ts';
import { sendReminders } from '../../src/service/send-reminders.ts';
import { query } from '../support/look.ts';
import { logToRun } from '../support/run-log.ts';
import { createWorld, DAY_MS, type World } from '../support/service-world.ts';

const LITTLE = 20_000;
const MUCH = 100_000;

/** Surveys of last year, of one commune that goes on working: closed, counted, forgotten where that is due. */
const HISTORY = [
  'ALTER TABLE register.dossier DISABLE TRIGGER USER',
  'ALTER TABLE register.invitation DISABLE TRIGGER USER',
  `INSERT INTO register.dossier (id, code, unit_code, procedure_code, filed_via, received_at, due_at, completed_at,
     returned_at, token_hash, short_code, contact_forgotten, created_at, updated_at)
   SELECT md5('d' || n)::uuid, 'H26.99.01-250101-' || lpad(n::text, 6, '0'), '99001', '1.001193', 'counter',
     '2025-01-01', '2025-01-05', '2025-01-04', '2025-01-04', sha256(n::text::bytea), upper(substr(md5(n::text), 1, 6)),
     TRUE, '2025-01-01', '2025-01-04'
   FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO register.invitation (id, dossier_id, survey_id, unit_code, province_code, procedure_code, filed_via, late,
     completed_month, completed_on, status, close_reason, not_before, not_after, channel, proof, invited_at, delivered_at,
     started_on, closed_on, forgotten_on)
   SELECT md5('i' || n)::uuid, md5('d' || n)::uuid, 'sipas-b-1', '99001', '99', '1.001193', 'counter', FALSE,
     '2025-01-01', '2025-01-04', 'closed', CASE WHEN n % 5 = 0 THEN 'finished' ELSE 'expired' END, '2025-01-04',
     '2025-01-11', 'web', 'slip', '2025-01-04', '2025-01-04', '2025-01-04', '2025-01-05', '2025-04-01'
   FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO ballot.response (id, survey_id, unit_code, procedure_code, late, filed_via, proof, locale, flagged,
     disposition, answers, released_on, completed_month)
   SELECT md5('r' || n)::uuid, 'sipas-b-1', '99001', '1.001193', 'on-time', 'counter', 'slip', 'vi', 'clear', 'finished',
     '{}', '2025-01-06', '2025-01-01'
   FROM generate_series(1, $1::int / 5) AS n`,
  `INSERT INTO ballot.ledger_leaf (leaf, unit_code, day)
   SELECT sha256(('l' || n)::bytea), '99001', '2025-01-06' FROM generate_series(1, $1::int / 5) AS n`,
  'ALTER TABLE register.dossier ENABLE TRIGGER USER',
  'ALTER TABLE register.invitation ENABLE TRIGGER USER',
  'VACUUM ANALYZE',
];

interface RowsRead {
  /** From registration to the published cell. */
  readonly work: number;
  /** Closing the ledger's day, retention, and its public file. */
  readonly night: number;
}

/** Rows that tables gave, as the database itself counts them; what an index alone answers is none. */
async function rowsRead({ url, parts: { database } }: World): Promise<number> {
  // Each connection keeps its counts for a while; more calls at once than there are connections reach all of them.
  const sides = [database.register, database.ballot, database.console];
  const calls = sides.flatMap((side) =>
    Array.from({ length: 20 }, () => side.$queryRaw`SELECT pg_stat_force_next_flush()::text`),
  );
  await Promise.all(calls);
  const [row] = await query<{ n: string }>(
    url,
    `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) AS n FROM pg_stat_user_tables
     WHERE relname IN ('dossier', 'invitation', 'response', 'ledger_leaf', 'draft', 'message', 'mix', 'tally')`,
  );
  return Number(row?.n);
}

async function measure(rows: number): Promise<RowsRead> {
  const world = await createWorld();
  try {
    for (const sql of HISTORY) await query(world.url, sql, sql.includes('$1') ? [rows] : []);
    const parts = { ...world.parts, log: logToRun(), mixBatch: 1, mixMaxHours: 168, backCheckPercent: 0 };
    const ballots = async () => {
      await releaseMix(parts);
      await publishCells(parts);
    };
    // The first day of the ledger takes in what was there.
    await ballots();
    const settled = () => rowsRead(world);
    const begun = await settled();
    for (let i = 0; i < 3; i += 1) await oneSurvey(world, parts);
    await ballots();
    const worked = await settled();
    world.skip(DAY_MS);
    await ballots();
    await enforceRetention(parts);
    await publishedLedger(parts.ledger);
    const night = (await settled()) - worked;
    return { work: worked - begun, night };
  } finally {
    await world.close();
  }
}

async function oneSurvey(
  world: World,
  parts: Parameters<typeof sealFinished>[0] & Parameters<typeof sendReminders>[0],
) {
  const [result] = await world.register([{}]);
  await world.sendDue();
  const page = await world.page(new URL(result?.links?.web ?? '').pathname.split('/').at(-1) ?? '').open();
  await page.answerAll();
  await sealFinished(parts, null);
  await sendReminders(parts);
  await closeInvitations(parts);
}

describe('src/service: cost by history', () => {
  let little: RowsRead;
  let much: RowsRead;

  beforeAll(async () => {
    little = await measure(LITTLE);
    much = await measure(MUCH);
  }, 120_000);

  it('reads for a survey as many rows after five times as many surveys, within 15 %', () => {
    expect(little.work).toBeGreaterThan(0);
    expect(much.work / little.work).toBeLessThan(1.15);
  });

  it('and at night hardly any of what is kept', () => {
    expect(much.night).toBeLessThan(MUCH / 200);
  });
});
