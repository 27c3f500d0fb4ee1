import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing } from '../../src/lib/key-ring.ts';
import { Vault } from '../../src/lib/vault.ts';

const DAYS = ['2026-10-01', '2026-10-08', '2026-10-15'].map((day) => new Date(`${day}T00:00:00Z`));
const [first = new Date(), second = new Date(), third = new Date()] = DAYS;

describe('lib/key-ring', () => {
  let folder: string;
  let file: string;
  const master = randomBytes(32);
  const root = randomBytes(32);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-ring-'));
    file = join(folder, 'ring');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const create = () => KeyRing.create(file, () => [master], root, first);
  const vaultOf = (ring: KeyRing) => new Vault(ring.root, ring);

  it('goes on opening and finding everything under another master key', async () => {
    const ring = await create();
    const vault = vaultOf(ring);
    const sealed = [vault.seal('phone', 'a', 'long'), vault.seal('draft', 'a', 'brief')] as const;
    const next = randomBytes(32);
    const reopened = KeyRing.open(file, () => [next, master]);
    await reopened.reseal();
    const after = vaultOf(KeyRing.open(file, () => [next]));
    expect(after.open('phone', 'a', sealed[0]).toString()).toBe('long');
    expect(after.open('draft', 'a', sealed[1]).toString()).toBe('brief');
    expect(after.index('phone', '+84').equals(vault.index('phone', '+84'))).toBe(true);
    expect(after.secretFor('session')).toBe(vault.secretFor('session'));
    expect(() => KeyRing.open(file, () => [master])).toThrow(expect.objectContaining({ code: 'key-ring-locked' }));
  });

  it('opens what was sealed before there was a ring, by the key that is its root', async () => {
    const before = new Vault(root);
    const vault = vaultOf(await create());
    expect(vault.open('draft', 'a', before.seal('draft', 'a', 'old')).toString()).toBe('old');
  });

  it('seals updates on their way likewise, but under a lasting key where nobody turns the keys any more', async () => {
    const fresh = await KeyRing.create(file, () => [master], root, new Date());
    const vault = vaultOf(fresh);
    const sealed = vault.sealForAnother('inbox', 'queue', 'one');
    expect([sealed[0], vault.open('inbox', 'queue', sealed).toString()]).toEqual([2, 'one']);
    await fresh.turn(new Date());
    await fresh.destroy([1]);
    expect(() => vaultOf(KeyRing.open(file, () => [master])).open('inbox', 'queue', sealed)).toThrow(
      'cannot be opened',
    );
    const left = vaultOf(await KeyRing.create(file, () => [master], root, new Date(Date.now() - 11 * 86_400_000)));
    expect([left.sealForAnother('inbox', 'queue', 'two')[0], left.seal('draft', 'a', 'two')[0]]).toEqual([1, 2]);
  });

  it('seals what lives briefly under its newest key, and nothing under one that is destroyed', async () => {
    const ring = await create();
    const vault = vaultOf(ring);
    const old = vault.seal('draft', 'a', 'one');
    await ring.turn(second);
    const young = vault.seal('mix', 'a', 'two');
    const lasting = vault.seal('phone', 'a', 'three');
    expect([old[0], young[0], lasting[0]]).toEqual([2, 2, 1]);
    expect(vault.open('draft', 'a', old).toString()).toBe('one');
    expect(ring.supersededBefore(second)).toEqual([1]);
    await ring.destroy([1]);
    const fresh = vaultOf(KeyRing.open(file, () => [master]));
    expect(() => fresh.open('draft', 'a', old)).toThrow(expect.objectContaining({ code: 'sealed-unreadable' }));
    expect(fresh.open('mix', 'a', young).toString()).toBe('two');
    expect(fresh.open('phone', 'a', lasting).toString()).toBe('three');
  });

  it('never gives a number twice', async () => {
    const ring = await create();
    await ring.turn(second);
    await ring.destroy([1]);
    await ring.turn(third);
    expect(ring.newest().id).toBe(3);
    expect(ring.supersededBefore(third)).toEqual([2]);
  });

  it('opens what another process sealed with a key made since', async () => {
    const ring = await create();
    const other = KeyRing.open(file, () => [master]);
    await ring.turn(second);
    const sealed = vaultOf(ring).seal('draft', 'a', 'new');
    expect(vaultOf(other).open('draft', 'a', sealed).toString()).toBe('new');
  });

  it('says so when the file is damaged, and holds nothing readable', async () => {
    const ring = await create();
    const bytes = await readFile(file);
    expect(bytes.includes(ring.root)).toBe(false);
    expect(bytes.toString('latin1')).not.toContain(ring.root.toString('base64'));
    await writeFile(file, bytes.subarray(0, -1));
    expect(() => KeyRing.open(file, () => [master])).toThrow(expect.objectContaining({ code: 'key-ring-locked' }));
    await writeFile(file, new Vault(master).seal('key-ring', 'ring', '{}'));
    expect(() => KeyRing.open(file, () => [master])).toThrow(expect.objectContaining({ code: 'key-ring-damaged' }));
  });
});
