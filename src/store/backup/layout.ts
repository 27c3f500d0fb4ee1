import type pg from 'pg';
import { z } from 'zod';
import { CodedError } from '../../lib/coded-error.ts';

/** What a backup says of itself, before its rows. */
export const Manifest = z.strictObject({
  createdAt: z.iso.datetime(),
  /** In the order in which they were applied. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** A table whose rows follow; `columns` in the order of their values. */
export const TableHead = z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) });
export type TableHead = z.infer<typeof TableHead>;

export const Sequences = z.array(z.strictObject({ name: z.string(), value: z.string(), isCalled: z.boolean() }));

export const SCHEMAS = ['register', 'ballot', 'console'] as const;

/** Who is signed in and which links are open must not come back to life. */
const LEFT_OUT: ReadonlySet<string> = new Set(['console.session', 'console.verification', 'console.access_link']);

/** So that both sides write and read values alike, whatever the server's settings. */
export const SESSION = `SET datestyle = ISO; SET timezone = 'UTC'; SET extra_float_digits = 1; SET bytea_output = hex;
  SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`;

interface Reference {
  readonly from: string;
  readonly to: string;
}

/** Names with their schema, quoted; a table comes after those it refers to. */
export async function tablesInOrder(client: pg.Client): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ name: string; plain: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname || '.' || c.relname AS plain
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    [SCHEMAS],
  );
  const { rows: references } = await client.query<Reference>(
    `SELECT DISTINCT format('%I.%I', fn.nspname, f.relname) AS "from", format('%I.%I', tn.nspname, t.relname) AS "to"
     FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
     JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
     WHERE k.contype = 'f' AND f.oid <> t.oid AND fn.nspname = ANY($1)`,
    [SCHEMAS],
  );
  return inOrder(
    tables.map(({ name }) => name),
    references,
  );
}

export function isKept(table: string): boolean {
  return !LEFT_OUT.has(table.replaceAll('"', ''));
}

function inOrder(tables: readonly string[], references: readonly Reference[]): readonly string[] {
  const ordered: string[] = [];
  for (let left = tables; left.length > 0;) {
    const ready = left.filter((table) => !references.some(({ from, to }) => from === table && left.includes(to)));
    if (ready.length === 0) throw new CodedError('tables-in-a-circle', 'Tables refer to one another in a circle.');
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** What can be written: generated columns make themselves. */
export async function columnsOf(client: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I', attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}
