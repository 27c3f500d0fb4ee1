import { rm } from 'node:fs/promises';
import process from 'node:process';
import pg from 'pg';
import { localDay } from '../../src/lib/calendar.ts';
import { BENCH_FOLDER, startBenchService } from './bench-service.ts';
import { AUDIT_ENTRIES, seedAudit } from './seed-audit.ts';
import { COMMUNES, dossiersOf, seedOf } from './seed-statements.ts';

/** Finished surveys; the first argument. */
const RESPONSES = Number(process.argv[2] ?? 1_000_000);

/** Tables whose indexes are built once, after they are full. */
const TABLES = [
  'register.dossier',
  'register.invitation',
  'register.chat',
  'ballot.tally',
  'ballot.published_cell',
  'ballot.response',
  'ballot.published_comment',
];

interface IndexRow {
  readonly name: string;
  readonly definition: string;
}

const INDEXES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE i.indrelid = ANY($1::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`;

const INVITATION = 'ALTER TABLE register.invitation';
/** As the first migration has it; checked once over all rows. */
const FOREIGN_KEY = `ADD CONSTRAINT invitation_dossier_id_fkey
  FOREIGN KEY (dossier_id) REFERENCES register.dossier (id) ON DELETE CASCADE ON UPDATE CASCADE`;

/** Fills a database of its own as a year of the whole country would. */
async function main(): Promise<void> {
  const started = performance.now();
  await rm(BENCH_FOLDER, { recursive: true, force: true });
  const service = await startBenchService();
  const client = new pg.Client({ connectionString: service.databaseUrl });
  try {
    await client.connect();
    await fill(client, localDay(new Date(), 'Asia/Ho_Chi_Minh'));
    await timed('audit log', () => seedAudit(service, client));
    await timed('statistics', () => client.query('VACUUM ANALYZE'));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(
      `${count(COMMUNES)} communes, ${count(dossiersOf(RESPONSES))} dossiers, ${count(RESPONSES)} responses, ` +
        `${count(AUDIT_ENTRIES)} audit entries in ${seconds} s\n`,
    );
  } finally {
    await client.end();
    await service.close();
  }
}

async function fill(client: pg.Client, today: string): Promise<void> {
  for (const setting of ['synchronous_commit = off', "maintenance_work_mem = '512MB'", "work_mem = '256MB'"]) {
    await client.query(`SET ${setting}`);
  }
  await client.query(`${INVITATION} DISABLE TRIGGER USER, DROP CONSTRAINT invitation_dossier_id_fkey`);
  await client.query('ALTER TABLE register.dossier DISABLE TRIGGER USER');
  const { rows: indexes } = await client.query<IndexRow>(INDEXES, [TABLES]);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  for (const { what, sql, values = [] } of seedOf(RESPONSES))
    await timed(what, () =>
      client.query(
        sql,
        values.map(() => today),
      ),
    );
  await timed('indexes', async () => {
    for (const { definition } of indexes) await client.query(definition);
  });
  await timed('keys', () => client.query(`${INVITATION} ENABLE TRIGGER USER, ${FOREIGN_KEY}`));
  await client.query('ALTER TABLE register.dossier ENABLE TRIGGER USER');
  await timed('rates', () => client.query('SELECT register.recount_rates()'));
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  process.stdout.write(`${what.padEnd(16)} ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function count(value: number): string {
  return new Intl.NumberFormat('en-GB').format(value);
}

await main();
