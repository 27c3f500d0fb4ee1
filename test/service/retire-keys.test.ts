import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyRing } from '../../src/lib/key-ring.ts';
import { Vault, type Purpose } from '../../src/lib/vault.ts';
import { retireKeys, turnKeys, type RetireParts } from '../../src/service/retire-keys.ts';
import { createWorld, DAY_MS, type World } from '../support/service-world.ts';
import { invite, queueInvitation } from '../support/world-invited.ts';

interface Row {
  readonly table: Purpose;
  readonly context: string;
  readonly sealed: Buffer;
}

let folder: string;
let world: World;
let parts: RetireParts;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-retire-'));
  world = await createWorld();
  const masters = () => [Buffer.alloc(32, 9)] as const;
  // The world seals with the key that is the root here.
  const ring = await KeyRing.create(join(folder, 'ring'), masters, Buffer.alloc(32, 7), world.now());
  const { stores, log, clock } = { stores: world.parts, log: world.parts.log, clock: world.parts.clock };
  parts = { ring, vault: new Vault(ring.root, ring), sealed: stores.sealed, clock, log };
  await invite(world);
  await queueInvitation(world);
  const ballot = new Vault(Buffer.alloc(32, 7)).seal('mix', '99001', JSON.stringify({ answers: {} }));
  await world.rows(
    'INSERT INTO ballot.mix (id, unit_code, sealed, entered_at) VALUES (gen_random_uuid(), $1, $2, now())',
    ['99001', ballot],
  );
  const id = randomUUID();
  const root = new Vault(Buffer.alloc(32, 7));
  await world.rows(
    `INSERT INTO register.back_check (id, status, province_code, month, sealed, ask_after, expires_at)
     VALUES ($1, 'asked', '01', '2026-10-01', $2, now(), now())`,
    [id, root.seal('back-check', id, 'yes')],
  );
  await world.rows(
    `INSERT INTO ballot.back_check_mix (id, province_code, sealed) VALUES (gen_random_uuid(), '01', $1)`,
    [root.seal('back-check', '01', '{}')],
  );
  await world.rows(
    `INSERT INTO register.dead_update (id, channel, account, update_id, sealed, failure)
     VALUES (gen_random_uuid(), 'web', 'page', 'u1', $1, 'unknown')`,
    [root.seal('inbox', 'u1', '{}')],
  );
});

afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

function rows(): Promise<readonly Row[]> {
  return world.rows<Row>(`
    SELECT 'draft' AS table, invitation_id::text AS context, sealed FROM register.draft
    UNION ALL SELECT 'message', id::text, sealed FROM register.message WHERE octet_length(sealed) > 0
    UNION ALL SELECT 'mix', unit_code, sealed FROM ballot.mix
    UNION ALL SELECT 'back-check', id::text, sealed FROM register.back_check
    UNION ALL SELECT 'back-check', province_code, sealed FROM ballot.back_check_mix
    UNION ALL SELECT 'inbox', update_id, sealed FROM register.dead_update ORDER BY 1, 2`);
}

function readable({ vault }: RetireParts, all: readonly Row[]): readonly string[] {
  return all.flatMap(({ table, context, sealed }) => {
    try {
      return vault.open(table, context, sealed).length > 0 ? [table] : [];
    } catch {
      return [];
    }
  });
}

const EVERY = ['back-check', 'back-check', 'draft', 'draft', 'inbox', 'message', 'mix'];

describe('src/service/retire-keys.ts', () => {
  it('turns the key every week, and destroys it two weeks later with all that was sealed under it before', async () => {
    const { ring } = parts;
    expect(await turnKeys(parts)).toEqual({ resealed: 0, destroyed: 0 });
    world.skip(7 * DAY_MS);
    await turnKeys(parts);
    expect(ring.newest().id).toBe(2);
    const copy = await rows();
    world.skip(7 * DAY_MS);
    await turnKeys(parts);
    world.skip(7 * DAY_MS);
    expect(await turnKeys(parts)).toEqual({ resealed: EVERY.length, destroyed: 1 });
    expect(readable(parts, await rows())).toEqual(EVERY);
    // Of before the ring: that key is its root, and lasts.
    expect(readable(parts, copy)).toEqual(EVERY);
    const later = await rows();
    world.skip(21 * DAY_MS);
    for (let turn = 0; turn < 3; turn += 1) {
      await turnKeys(parts);
      world.skip(7 * DAY_MS);
    }
    await turnKeys(parts);
    expect(readable(parts, await rows())).toEqual(EVERY);
    const fresh = { ...parts, vault: new Vault(ring.root, ring) };
    expect(readable(fresh, later)).toEqual([]);
    expect(readable(fresh, await rows())).toEqual(EVERY);
  });

  it('keeps a key that a row needs which cannot be opened', async () => {
    const { ring } = parts;
    const [id = 0] = [ring.newest().id];
    const broken = parts.vault.seal('mix', 'elsewhere', 'x');
    await world.rows(
      'INSERT INTO ballot.mix (id, unit_code, sealed, entered_at) VALUES (gen_random_uuid(), $1, $2, now())',
      ['99002', broken],
    );
    world.skip(DAY_MS);
    await ring.turn(world.now());
    expect(await retireKeys(parts, world.now())).toMatchObject({ destroyed: expect.any(Number) });
    expect(ring.find(id)).not.toBeNull();
    await world.rows(`DELETE FROM ballot.mix WHERE unit_code = '99002'`);
    expect(await retireKeys(parts, world.now())).toEqual({ resealed: 0, destroyed: 1 });
    expect(ring.find(id)).toBeNull();
  });

  it('destroys in the next turn the key of a turn that died after it had sealed anew', async () => {
    const { ring, sealed } = parts;
    const { id } = ring.newest();
    world.skip(DAY_MS);
    await ring.turn(world.now());
    const dying = { ...sealed, needed: () => Promise.reject(new Error('dead')) };
    await expect(retireKeys({ ...parts, sealed: dying }, world.now())).rejects.toThrow('dead');
    expect(ring.find(id)).not.toBeNull();
    expect(await retireKeys(parts, world.now())).toEqual({ resealed: 0, destroyed: 1 });
    expect(readable(parts, await rows())).toEqual(EVERY);
  });

  it('finds nothing to do for a ring of one key', async () => {
    const masters = () => [randomBytes(32)] as const;
    const master = masters();
    const ring = await KeyRing.create(join(folder, 'other'), () => master, Buffer.alloc(32, 7), world.now());
    expect(await retireKeys({ ...parts, ring }, world.now())).toEqual({ resealed: 0, destroyed: 0 });
  });
});
