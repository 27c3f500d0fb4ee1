import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { query } from '../support/look.ts';

/** A row as a dump shows it, with where it lies and who wrote it. */
export interface DumpedRow {
  /** `schema.table` */
  readonly table: string;
  /** Page and line. */
  readonly place: readonly [number, number];
  readonly xmin: number;
  readonly row: Readonly<Record<string, unknown>>;
}

/** A line of a log or of anything else on the disk, such as the queue's append-only file. */
export interface DumpedLine {
  /** `log`, or the file's path below the data folder. */
  readonly file: string;
  readonly text: string;
}

export interface Dump {
  readonly rows: readonly DumpedRow[];
  readonly lines: readonly DumpedLine[];
}

interface Sources {
  readonly url: string;
  readonly folder: string;
  readonly log: string;
}

/** Everything that whoever owns the machine can copy, the keys aside. */
export async function takeDump({ url, folder, log }: Sources): Promise<Dump> {
  const tables = await query<{ name: string }>(
    url,
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const rows: DumpedRow[] = [];
  for (const { name } of tables) rows.push(...(await readTable(url, name)));
  return { rows, lines: [...(await linesBelow(folder)), ...(await linesOf('log', log))] };
}

async function readTable(url: string, name: string): Promise<readonly DumpedRow[]> {
  const found = await query<{ ctid: string; xmin: string; row: DumpedRow['row'] }>(
    url,
    `SELECT t.ctid::text AS ctid, t.xmin::text AS xmin, to_jsonb(t) AS row FROM ${name} t`,
  );
  return found.map(({ ctid, xmin, row }) => {
    const [page = 0, line = 0] = ctid.replaceAll(/[()]/g, '').split(',').map(Number);
    return { table: name, place: [page, line], xmin: Number(xmin), row };
  });
}

async function linesBelow(folder: string): Promise<readonly DumpedLine[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((path) => linesOf(relative(folder, path), path)))).flat();
}

/** None of a file that was removed since it was listed, as Redis does with what it has rewritten. */
async function linesOf(file: string, path: string): Promise<readonly DumpedLine[]> {
  const whole = await readFile(path, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return whole === null ? [] : whole.split('\n').map((text) => ({ file, text }));
}
