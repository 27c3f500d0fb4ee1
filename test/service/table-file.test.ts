import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../../src/lib/byte-source.ts';
import { readTableFile, type TableFile } from '../../src/service/import/table-file.ts';
import { goodRow, xlsxFile } from '../support/import-files.ts';

/** Longer than a small workbook takes to be opened. */
const AWHILE_MS = 200;
/** More than are read to find the headers. */
const ROWS = 40;

function open<Result>(workbook: Buffer, read: (table: TableFile) => Promise<Result>) {
  return readTableFile(bufferSource(workbook), 'xlsx', read);
}

async function linesOf({ rows }: TableFile): Promise<readonly number[]> {
  const lines: number[] = [];
  for await (const { line } of rows) lines.push(line);
  return lines;
}

describe('src/service/import/table-file.ts', () => {
  let workbook: Buffer;

  beforeAll(async () => {
    workbook = await xlsxFile(Array.from({ length: ROWS }, (_, i) => goodRow(i)));
  });

  it('reads one workbook at a time', async () => {
    const steps: string[] = [];
    const reading = (name: string) =>
      open(workbook, async (table) => {
        steps.push(`${name} begins`);
        await sleep(AWHILE_MS);
        await linesOf(table);
        steps.push(`${name} ends`);
      });
    await Promise.all([reading('first'), reading('second')]);
    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it.each<[string, (table: TableFile) => Promise<unknown>]>([
    ['never begins with its rows', async ({ headers }) => headers],
    ['stops in the middle', async ({ rows }) => (await rows[Symbol.asyncIterator]().next()).value],
    ['fails', () => Promise.reject(new Error('of the reader'))],
  ])('lets the next one in after a reader who %s', async (_what, read) => {
    await open(workbook, read).catch(() => undefined);
    expect(await open(workbook, linesOf)).toHaveLength(ROWS);
  });

  it('lets the next one in after a file that is none', async () => {
    const broken = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)]);
    await expect(open(broken, linesOf)).rejects.toMatchObject({ fault: 'file-malformed' });
    expect(await open(workbook, linesOf)).toHaveLength(ROWS);
  });
});
