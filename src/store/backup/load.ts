import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { CodedError } from '../../lib/coded-error.ts';
import type { Block } from './blocks.ts';
import { Sequences, SESSION, TableHead, tablesInOrder } from './layout.ts';

/** Done in the same transaction, when all rows are in. */
export type Afterwards = (client: pg.Client) => Promise<void>;

/**
 * Puts the rows of a backup into a database whose tables are as they were when it was made, in one transaction;
 * returns how many. What migrations put there goes.
 */
export async function loadDatabase(url: string, blocks: AsyncIterable<Block>, afterwards: Afterwards): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'hai-long restore' });
  await client.connect();
  try {
    await client.query(SESSION);
    await client.query('BEGIN');
    const tables = await tablesInOrder(client);
    // What triggers noted is among the rows.
    for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (const table of tables.toReversed()) await client.query(`DELETE FROM ${table}`);
    const count = await loadRows(client, blocks);
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await afterwards(client);
    await client.query('COMMIT');
    return count;
  } finally {
    await client.end();
  }
}

async function loadRows(client: pg.Client, blocks: AsyncIterable<Block>): Promise<number> {
  let rows = 0;
  let into: CopyStreamQuery | null = null;
  for await (const { kind, bytes } of blocks) {
    if (kind === 'rows') {
      if (into === null) throw new CodedError('backup-malformed', 'The backup has rows of no table.');
      await write(into, bytes);
      continue;
    }
    if (into !== null) rows += await end(into);
    into = kind === 'table' ? begin(client, TableHead.parse(JSON.parse(bytes.toString()))) : null;
    if (kind === 'sequences') await setSequences(client, Sequences.parse(JSON.parse(bytes.toString())));
  }
  return rows;
}

function begin(client: pg.Client, { table, columns }: TableHead): CopyStreamQuery {
  const copy = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  // Told by the write or the end that it breaks.
  copy.on('error', () => undefined);
  return copy;
}

function write(copy: CopyStreamQuery, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    copy.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function end(copy: CopyStreamQuery): Promise<number> {
  copy.end();
  await finished(copy);
  return copy.rowCount;
}

async function setSequences(client: pg.Client, sequences: typeof Sequences._output): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [name, value, isCalled]);
  }
}
