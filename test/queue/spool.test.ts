import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueCodec } from '../../src/app/queue-codec.ts';
import type { Log } from '../../src/lib/log.ts';
import { Vault } from '../../src/lib/vault.ts';
import { openSpool, type Spool } from '../../src/queue/spool.ts';
import { quietLog } from './support/backends.ts';
import { createSmallDisk } from './support/small-disk.ts';

const { seal, open } = queueCodec(new Vault(randomBytes(32)));

describe('queue/spool', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-spool-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  function openHere(log: Log = quietLog): Promise<Spool> {
    return openSpool({ folder, shards: 2, open, log });
  }

  it('gives back, shard by shard and in order, what an earlier process wrote', async () => {
    const first = await openHere();
    for (const text of ['a', 'b', 'c']) await first.write(1, jobOf(text));
    await first.write(0, jobOf('other'));
    const second = await openHere();
    await second.write(1, jobOf('d'));
    expect(second.state()).toEqual({ waiting: 5, corrupt: 0 });
    expect(await drain(second, 1)).toEqual(['a', 'b', 'c', 'd']);
    expect(await drain(second, 0)).toEqual(['other']);
    expect([second.isEmpty(0), second.isEmpty(1), await readdir(folder)]).toEqual([true, true, []]);
  });

  it('keeps the order when the clock goes back between two processes', async () => {
    await writeFile(join(folder, '000-9000000000000000-00000000.spool'), JSON.stringify(jobOf('earlier')));
    const spool = await openHere();
    await spool.write(0, jobOf('later'));
    expect(await drain(spool, 0)).toEqual(['earlier', 'later']);
  });

  it('holds nothing readable', async () => {
    const spool = await openHere();
    await spool.write(0, jobOf('0912345678 rất không hài lòng'));
    const [file = ''] = await readdir(folder);
    expect(await readFile(join(folder, file), 'utf8')).not.toMatch(/0912345678|hài lòng/);
  });

  it('forgets what was never finished, for nobody was told that it was kept', async () => {
    const first = await openHere();
    await first.write(0, jobOf('whole'));
    await writeFile(join(folder, '000-0000000000000001-00000000.spool.tmp'), '{"sea');
    const second = await openHere();
    expect(await drain(second, 0)).toEqual(['whole']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('sets half a file and a flipped byte aside, says so by code, and goes on', async () => {
    const spool = await openHere();
    for (const text of ['half', 'good', 'flipped', 'better']) await spool.write(0, jobOf(text));
    const [half = '', , flipped = ''] = (await readdir(folder)).toSorted();
    await truncate(join(folder, half), 40);
    await flipByte(join(folder, flipped));
    const codes: unknown[] = [];
    const again = await openHere({ ...quietLog, error: (data) => void codes.push(data) });
    expect(await drain(again, 0)).toEqual(['good', 'better']);
    expect(again.state()).toEqual({ waiting: 0, corrupt: 2 });
    expect(codes).toEqual([
      { file: half, code: 'malformed' },
      { file: flipped, code: 'sealed-unreadable' },
    ]);
    expect((await readdir(folder)).toSorted()).toEqual([`${half}.corrupt`, `${flipped}.corrupt`]);
    expect((await openHere()).state()).toEqual({ waiting: 0, corrupt: 2 });
  });

  it('takes over what a dead process left, before what comes later', async () => {
    const left = join(folder, '1');
    const dead = await openSpool({ folder: left, shards: 2, open, log: quietLog });
    for (const text of ['a', 'b']) await dead.write(0, jobOf(text));
    const spool = await openSpool({ folder: join(folder, '0'), shards: 2, open, log: quietLog });
    expect(await spool.adopt(left)).toBe(2);
    await spool.write(0, jobOf('c'));
    expect(await drain(spool, 0)).toEqual(['a', 'b', 'c']);
    expect(await readdir(left)).toEqual([]);
  });

  it('replays thousands of files in order', async () => {
    const texts = Array.from({ length: 3_000 }, (_, i) => String(i));
    for (const [i, text] of texts.entries()) {
      const name = `000-${String(i).padStart(16, '0')}-00000000.spool`;
      await writeFile(join(folder, name), JSON.stringify(jobOf(text)));
    }
    const spool = await openHere();
    expect(spool.state().waiting).toBe(3_000);
    expect(await drain(spool, 0)).toEqual(texts);
  });

  it('refuses a folder that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const options = { folder: join(folder, 'file', 'spool'), shards: 1, open, log: quietLog };
    await expect(openSpool(options)).rejects.toMatchObject({ code: 'spool-unwritable' });
  });

  it('refuses on a full disk, keeps what it has, and takes updates again when there is room', async () => {
    const disk = await createSmallDisk();
    const own = join(disk.folder, 'spool');
    await mkdir(own);
    const spool = await openSpool({ folder: own, shards: 1, open, log: quietLog });
    await spool.write(0, jobOf('first'));
    await disk.fill();
    const large = jobOf('x'.repeat(64 * 1024));
    await expect(spool.write(0, large)).rejects.toThrow(Error);
    expect(await readdir(own)).toHaveLength(1);
    await disk.free();
    await spool.write(0, jobOf('second'));
    expect(await drain(spool, 0)).toEqual(['first', 'second']);
    await disk.remove();
  });
});

function jobOf(text: string) {
  return { sealed: seal(text), count: 1 };
}

async function drain(spool: Spool, shard: number): Promise<readonly string[]> {
  const texts: string[] = [];
  for (;;) {
    const entry = await spool.oldest(shard);
    if (entry === null) return texts;
    texts.push(open(entry.job.sealed));
    await entry.remove();
  }
}

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  const place = 40;
  // Another letter of the same alphabet: the form stays right, the content does not.
  bytes[place] = bytes[place] === 65 ? 66 : 65;
  await writeFile(path, bytes);
}
