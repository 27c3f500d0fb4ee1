import { Prisma } from './generated/client.ts';

/**
 * How a column travels: `hex` is bytea as lower-case hex (a fingerprint), `bytes` is bytea as Buffer, `date` is a
 * local calendar day as text; the rest are PostgreSQL's own types.
 */
export type ColumnKind =
  'uuid' | 'text' | 'text[]' | 'boolean' | 'integer' | 'jsonb' | 'timestamptz' | 'date' | 'hex' | 'bytes';

export type Columns<Row> = { readonly [Key in keyof Row & string]-?: ColumnKind };

/** A table as the domain sees it: columns are the camel-case keys in snake case. */
export interface Table<Row> {
  readonly name: string;
  readonly columns: Columns<Row>;
  readonly key: readonly (keyof Row & string)[];
  /** Set by the database whenever a row is replaced. */
  readonly touched?: string;
}

/** Columns under their domain names, to be read from the alias. */
export function columnsOf<Row>(table: Table<Row>, alias: string): Prisma.Sql {
  const list = entries(table.columns).map(([key, kind]) => `${readAs(`${alias}."${snake(key)}"`, kind)} AS "${key}"`);
  return Prisma.raw(list.join(', '));
}

/** Rows go as one JSON parameter, whatever their number, and are inserted in the order given. */
export function insert<Row>(table: Table<Row>, rows: readonly Row[]): Prisma.Sql {
  const keys = entries(table.columns);
  const names = keys.map(([key]) => `"${snake(key)}"`).join(', ');
  const values = keys.map(([key, kind]) => writeAs(`r."${key}"`, kind)).join(', ');
  const shape = keys.map(([key, kind]) => `"${key}" ${wireType(kind)}`).join(', ');
  const head = Prisma.raw(`INSERT INTO ${table.name} (${names}) SELECT ${values} FROM json_to_recordset(`);
  return Prisma.sql`${head}${toJson(table, rows)}::json${Prisma.raw(`) AS r(${shape})`)}`;
}

/** Inserts rows or replaces them by key. */
export function upsert<Row>(table: Table<Row>, rows: readonly Row[]): Prisma.Sql {
  const changes = entries(table.columns)
    .filter(([key]) => !table.key.some((part) => part === key))
    .map(([key]) => `"${snake(key)}" = EXCLUDED."${snake(key)}"`);
  const touched = table.touched === undefined ? [] : [`"${table.touched}" = clock_timestamp()`];
  const key = table.key.map((part) => `"${snake(part)}"`).join(', ');
  const tail = ` ON CONFLICT (${key}) DO UPDATE SET ${[...changes, ...touched].join(', ')}`;
  return Prisma.sql`${insert(table, rows)}${Prisma.raw(tail)}`;
}

/** What the driver returns for `bytes` columns is no Buffer yet. */
export function asBuffer(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** An array of bytea out of fingerprints. */
export function byteaArray(fingerprints: readonly string[]): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT decode(f, 'hex') FROM unnest(${fingerprints}::text[]) AS f)`;
}

function toJson<Row>(table: Table<Row>, rows: readonly Row[]): string {
  const names = entries(table.columns).map(([key]) => key);
  return JSON.stringify(rows.map((row) => wireRow(names, row)));
}

/** Written field by field, for every row of every batch comes through here. */
function wireRow<Row>(names: readonly (keyof Row & string)[], row: Row): object {
  const wire: Record<string, unknown> = {};
  for (const name of names) wire[name] = wireValue(row[name]);
  return wire;
}

function wireValue(value: unknown): unknown {
  return value instanceof Uint8Array ? asBuffer(value).toString('base64') : value;
}

function wireType(kind: ColumnKind): string {
  return kind === 'hex' || kind === 'bytes' ? 'text' : kind;
}

function writeAs(value: string, kind: ColumnKind): string {
  if (kind === 'hex') return `decode(${value}, 'hex')`;
  return kind === 'bytes' ? `decode(${value}, 'base64')` : value;
}

function readAs(column: string, kind: ColumnKind): string {
  if (kind === 'hex') return `encode(${column}, 'hex')`;
  return kind === 'date' ? `${column}::text` : column;
}

function entries<Row>(columns: Columns<Row>): [keyof Row & string, ColumnKind][] {
  return Object.entries(columns) as [keyof Row & string, ColumnKind][];
}

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
