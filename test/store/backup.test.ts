import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExactReader } from '../../src/lib/exact-reader.ts';
import { openStream, sealStream } from '../../src/lib/sealed-stream.ts';
import { sweepMessages, AT_ONCE } from '../../src/service/sweep-messages.ts';
import { block, blocksOf } from '../../src/store/backup/blocks.ts';
import { dumpDatabase } from '../../src/store/backup/dump.ts';
import { holdBack } from '../../src/store/backup/hold-back.ts';
import { isKept, tablesInOrder } from '../../src/store/backup/layout.ts';
import { loadDatabase } from '../../src/store/backup/load.ts';
import { createDatabase, openStores, type TestDatabase } from '../support/database.ts';
import { query } from '../support/look.ts';
import { createWorld, HOUR_MS, newCode, WorldOutbox, type World } from '../support/service-world.ts';
import { invite, queueInvitation } from '../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

async function dump(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of dumpDatabase(world.url, world.now())) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function load(bytes: Buffer, stoppedAt: Date | null): Promise<TestDatabase> {
  const database = await createDatabase();
  await loadDatabase(database.url, blocksOf(new ExactReader(piecesOf(bytes, 1_000))), async (client) => {
    if (stoppedAt) await holdBack(client, stoppedAt);
  });
  return database;
}

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe('src/store/backup', () => {
  it('has every table of the three sides but what is open for a while only, each after those it refers to', async () => {
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    const tables = await tablesInOrder(client);
    await client.end();
    const there = await world.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_tables WHERE schemaname IN ('register', 'ballot', 'console')`,
    );
    expect(tables).toHaveLength(there[0]?.n ?? 0);
    expect(tables.filter((table) => !isKept(table)).toSorted()).toEqual([
      'console.access_link',
      'console.session',
      'console.verification',
    ]);
    expect(tables.indexOf('register.message')).toBeGreaterThan(tables.indexOf('register.invitation'));
  });

  describe('of a service that was sending', () => {
    let codes: Record<'due' | 'later' | 'queued' | 'sent' | 'answered', string>;
    let bytes: Buffer;
    const restored: TestDatabase[] = [];

    beforeAll(async () => {
      const sent = await invite(world);
      const answered = await invite(world);
      await answered.citizen.tap('Bắt đầu');
      world.skip(13 * HOUR_MS);
      // An answer of which a crash left the reply between the commit and the queue.
      world.outbox.isAway = true;
      await answered.citizen.type('5').catch(() => undefined);
      world.outbox.isAway = false;
      const queued = await queueInvitation(world);
      codes = { due: newCode(), later: newCode(), queued: queued.code, sent: sent.code, answered: answered.code };
      await world.register([{ code: codes.due }]);
      const at = world.now();
      await world.register([{ code: codes.later, completedAt: at, returnedAt: at }]);
      bytes = await dump();
    });

    afterAll(() => Promise.all(restored.map((database) => database.drop())));

    async function restore(stoppedAt: Date | null): Promise<TestDatabase> {
      const database = await load(bytes, stoppedAt);
      restored.push(database);
      return database;
    }

    async function stateOf({ url }: TestDatabase, code: string) {
      const [row] = await query<{ status: string; reminded: boolean; messages: string[] }>(
        url,
        `SELECT i.status, i.reminded_at IS NOT NULL AS reminded, coalesce((
           SELECT array_agg(m.lane || ' ' || m.status ORDER BY m.position) FROM register.message m
           WHERE m.invitation_id = i.id), '{}') AS messages
         FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id WHERE d.code = $1`,
        [code],
      );
      return row;
    }

    it('sends nothing again that may have gone out since, and everything that cannot have', async () => {
      const database = await restore(new Date(world.now().getTime() + 60_000));
      expect(await stateOf(database, codes.due)).toMatchObject({ status: 'waiting', messages: [] });
      expect(await stateOf(database, codes.later)).toMatchObject({ status: 'armed', messages: [] });
      expect(await stateOf(database, codes.queued)).toMatchObject({ status: 'sent', messages: ['bulk unknown'] });
      expect(await stateOf(database, codes.sent)).toMatchObject({ status: 'sent', reminded: true });
    });

    it('leaves all as it was when the service was stopped before', async () => {
      const database = await restore(null);
      expect(await stateOf(database, codes.due)).toMatchObject({ status: 'armed' });
      expect(await stateOf(database, codes.queued)).toMatchObject({ status: 'queued', messages: ['bulk created'] });
      expect(await stateOf(database, codes.sent)).toMatchObject({ reminded: false });
    });

    it('queues from the rows what the queue of that time held: replies, and never what is of unknown outcome', async () => {
      const database = await restore(new Date(world.now().getTime() + 60_000));
      const stores = openStores(database.url);
      const outbox = new WorldOutbox();
      await sweepMessages({ messages: stores.messages, outbox, clock: { now: world.now } }, AT_ONCE);
      await stores.database.close();
      expect(outbox.ready.map(({ lane }) => lane)).toEqual(['reply']);
    });

    it('holds the same rows, and goes on numbering where it was', async () => {
      const database = await restore(null);
      for (const table of ['register.dossier', 'register.message', 'register.inbound_update', 'console.audit_entry']) {
        const sum = `SELECT count(*)::int AS n, md5(coalesce(string_agg(x::text, ',' ORDER BY x::text), '')) FROM ${table} x`;
        expect(await query(database.url, sum)).toEqual(await world.rows(sum));
      }
      const next = `SELECT nextval(pg_get_serial_sequence('register.message', 'position')) > max(position) AS ok FROM register.message`;
      expect(await query(database.url, next)).toEqual([{ ok: true }]);
    });

    it('changes nothing when it breaks off in the middle', async () => {
      const database = await createDatabase();
      const half = blocksOf(new ExactReader(piecesOf(bytes.subarray(0, bytes.length / 2), 1_000)));
      await expect(loadDatabase(database.url, half, async () => undefined)).rejects.toMatchObject({
        code: 'cut-short',
      });
      expect(await query(database.url, 'SELECT count(*)::int AS n FROM register.dossier')).toEqual([{ n: 0 }]);
      expect(await query(database.url, 'SELECT count(*)::int AS n FROM console.audit_head')).toEqual([{ n: 1 }]);
      await database.drop();
    });
  });

  describe('sealed', () => {
    const key = randomBytes(32);
    const plain = randomBytes(700_000);
    const seal = () => collect(sealStream(key, 'magic', piecesOf(plain, 10_000)));
    const open = (bytes: Buffer, with_ = key) => collect(openStream(with_, 'magic', piecesOf(bytes, 999)));

    it('opens with its key alone', async () => {
      expect((await open(await seal())).equals(plain)).toBe(true);
      await expect(open(await seal(), randomBytes(32))).rejects.toMatchObject({ code: 'sealed-unreadable' });
      await expect(open(Buffer.from('other kind of file'))).rejects.toMatchObject({ code: 'not-ours' });
    });

    it('shows every change: a byte, an end cut off, frames in another order, something added', async () => {
      const bytes = await seal();
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(400_000) ^ 1, 400_000);
      await expect(open(flipped)).rejects.toMatchObject({ code: 'sealed-unreadable' });
      await expect(open(bytes.subarray(0, -21))).rejects.toMatchObject({ code: 'cut-short' });
      await expect(open(Buffer.concat([bytes, Buffer.alloc(1)]))).rejects.toMatchObject({ code: 'sealed-unreadable' });
      const start = 'magic'.length + 32;
      const frame = 21 + 260_000;
      const [first, second] = [bytes.subarray(start, start + frame), bytes.subarray(start + frame, start + 2 * frame)];
      const swapped = Buffer.concat([bytes.subarray(0, start), second, first, bytes.subarray(start + 2 * frame)]);
      await expect(open(swapped)).rejects.toMatchObject({ code: 'sealed-unreadable' });
    });
  });

  it('refuses blocks that it does not know', async () => {
    const strange = Buffer.concat([Buffer.of(99, 0, 0, 0, 0), block('end', Buffer.alloc(0))]);
    await expect(collectKinds(strange)).rejects.toMatchObject({ code: 'backup-malformed' });
    await expect(collectKinds(Buffer.concat([block('end', {}), Buffer.of(1)]))).rejects.toMatchObject({
      code: 'backup-malformed',
    });
  });
});

async function collectKinds(bytes: Buffer): Promise<readonly string[]> {
  const kinds: string[] = [];
  for await (const { kind } of blocksOf(new ExactReader(piecesOf(bytes, 3)))) kinds.push(kind);
  return kinds;
}
