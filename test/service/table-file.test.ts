import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../../src/lib/byte-source.ts';
import { openTable } from '../../src/service/import/table-file.ts';
import { goodRow, xlsxFile } from '../support/import-files.ts';

/** Longer than a small workbook takes to be opened. */
const AWHILE_MS = 200;
/** More than are read to find the headers. */
const ROWS = 40;

function open(workbook: Buffer) {
  return openTable(bufferSource(workbook), 'xlsx');
}

async function isOpenWithin(table: Promise<unknown>, ms: number): Promise<boolean> {
  return Promise.race([table.then(() => true), sleep(ms, false)]);
}

describe('src/service/import/table-file.ts', () => {
  let workbook: Buffer;

  beforeAll(async () => {
    workbook = await xlsxFile(Array.from({ length: ROWS }, (_, i) => goodRow(i)));
  });

  it('holds one workbook at a time, until its rows end or are returned', async () => {
    const first = await open(workbook);
    const [second, third] = [open(workbook), open(workbook)];
    expect(await isOpenWithin(second, AWHILE_MS)).toBe(false);
    for await (const _ of first.rows);
    const { rows } = await second;
    expect(await isOpenWithin(third, AWHILE_MS)).toBe(false);
    expect((await rows.next()).value).toMatchObject({ line: 2 });
    await rows.return(undefined);
    expect((await third).headers).toContain('Mã hồ sơ');
    await (await third).rows.next();
    await (await third).rows.return(undefined);
  });

  it('lets the next one in after a file that is none', async () => {
    const broken = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)]);
    await expect(openTable(bufferSource(broken), 'xlsx')).rejects.toMatchObject({ fault: 'file-malformed' });
    const { rows } = await open(workbook);
    const lines: number[] = [];
    for await (const { line } of rows) lines.push(line);
    expect(lines).toHaveLength(ROWS);
  });
});
