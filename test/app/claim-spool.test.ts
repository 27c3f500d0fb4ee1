import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimSpool } from '../../src/app/claim-spool.ts';
import { Closers } from '../../src/app/closers.ts';
import { readConfig } from '../../src/config.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/look.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('app/claim-spool', () => {
  let root: string;
  let database: TestDatabase;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hai-long-claim-'));
    database = await createDatabase('empty');
  });

  afterEach(async () => {
    await database.drop();
    await rm(root, { recursive: true });
  });

  async function claim(env: Readonly<Record<string, string>> = { SPOOL_DIR: root }) {
    const closers = new Closers();
    const config = readConfig({
      ...env,
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    });
    const spool = await claimSpool({ config, databaseUrl: database.url, closers, log });
    return { spool, close: () => closers.close(log) };
  }

  it('gives every process of one folder a place of its own, and a place that got free to the next', async () => {
    const [first, second] = [await claim(), await claim()];
    expect([first.spool?.folder, second.spool?.folder]).toEqual([join(root, '0'), join(root, '1')]);
    await first.close();
    const third = await claim();
    expect(third.spool?.folder).toBe(join(root, '0'));
    await Promise.all([second.close(), third.close()]);
  });

  it('hands over what lies in the place of a process that is gone, and of no other', async () => {
    const [dead, living, own] = [await claim(), await claim(), await claim()];
    for (const place of ['0', '1', '2']) await mkdir(join(root, place));
    await dead.close();
    const adopted: string[] = [];
    const adopt = async (folder: string) => adopted.push(folder);
    const state = () => ({ waiting: 0, corrupt: 0 });
    own.spool?.watch({ spool: { adopt, state, probe: async () => undefined } });
    await until(async () => adopted.length > 0, 'the place is looked at');
    await own.close();
    expect(adopted).toEqual([join(root, '0')]);
    await living.close();
  });

  it('spools nothing where nobody says which disk lasts', async () => {
    const { spool, close } = await claim({});
    expect(spool).toBeNull();
    await close();
  });
});
