import pg from 'pg';
import { Prisma } from './generated/client.ts';
import { statementName } from './statement-name.ts';

export type Query = TemplateStringsArray | Prisma.Sql;

/** What statements need, inside and outside of a transaction. */
export interface Connection {
  $queryRaw<Rows = unknown>(query: Query, ...values: unknown[]): Promise<Rows>;
  /** How many rows it changed. */
  $executeRaw(query: Query, ...values: unknown[]): Promise<number>;
}

/** Statements are prepared once a connection; parameters and rows are as Prisma has them. */
export function connectionOn(driver: Pick<pg.Pool, 'query'>): Connection {
  function run(query: Query, values: readonly unknown[]): Promise<pg.QueryResult> {
    const { text, values: parameters } = query instanceof Prisma.Sql ? query : new Prisma.Sql(query, values);
    return driver.query({ name: statementName(text), text, values: parameters.map(parameter), types: TYPES });
  }
  return {
    $queryRaw: async <Rows>(query: Query, ...values: unknown[]) => (await run(query, values)).rows as Rows,
    $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
  };
}

/**
 * The driver would write an instant in the zone of this machine; PostgreSQL knows no sign before a year past 9999, and
 * no text with a zero byte: what somebody asks for with one is found nowhere.
 */
function parameter(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  if (Array.isArray(value)) return value.map(parameter);
  return value instanceof Date ? value.toISOString().replace(/^\+0*/, '') : value;
}

type Parser = (text: string) => unknown;

/** A day is midnight UTC, whatever the zone of this machine, and no number loses digits. */
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, (text) => new Prisma.Decimal(text)],
  [pg.types.builtins.DATE, (text) => new Date(text)],
]);

const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): Parser => PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format),
};
