import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { CodedError } from '../lib/coded-error.ts';
import { KeyRing } from '../lib/key-ring.ts';
import { Vault } from '../lib/vault.ts';
import type { SettingStore } from '../service/ports.ts';
import { isUnused } from '../store/is-unused.ts';
import { inLock } from './in-lock.ts';
import { masterKeys } from './master-key.ts';
import { systemClock } from './system-clock.ts';

export interface Keys {
  readonly vault: Vault;
  /** Null where KEYS_DIR is not set: everything is derived from ENCRYPTION_KEY. */
  readonly ring: KeyRing | null;
}

/**
 * The keys of this installation; a ring is made where there should be one and is none.
 * @throws CodedError `key-ring-locked`, `key-ring-damaged`, `key-size`
 */
export async function openKeys(config: Config, databaseUrl: string): Promise<Keys> {
  return inLock(databaseUrl, 'key-ring', async () => {
    const file = ringFile(config);
    if (file === null || existsSync(file)) return keysAt(config);
    const masters = await masterKeys(config);
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    // What was sealed and hashed before the ring came goes on under the key that it was derived from.
    const root = (await isUnused(databaseUrl)) ? randomBytes(32) : masters()[0];
    return withRing(await KeyRing.create(file, masters, root, systemClock.now()));
  });
}

/** The keys as they lie there: for a database that is not there yet, or a process that only reads them. */
export async function keysAt(config: Config, mayReseal = true): Promise<Keys> {
  const file = ringFile(config);
  const masters = await masterKeys(config);
  if (file === null || !existsSync(file)) return { vault: new Vault(masters()[0]), ring: null };
  const ring = KeyRing.open(file, masters);
  // Opened by the key before, or left so by a crash.
  if (mayReseal && config.encryptionKey !== null && config.previousKey !== null) await ring.reseal();
  return withRing(ring);
}

const CHECK = 'key-check';

/**
 * Keys that are not those of the database would find no telephone, open no draft and check no receipt.
 * @throws CodedError `keys-differ`
 */
export async function checkKeys({ vault }: Keys, settings: SettingStore, mayBegin = true): Promise<void> {
  const mark = vault.index(CHECK, 'hai-long').toString('hex');
  const known = await settings.get(CHECK);
  if (known === null && mayBegin) await settings.compareAndSet(CHECK, null, mark);
  else if (known !== mark) {
    throw new CodedError(
      'keys-differ',
      'The database was written with other keys: set its ENCRYPTION_KEY, and KEYS_DIR if it had one.',
    );
  }
}

function withRing(ring: KeyRing): Keys {
  return { vault: new Vault(ring.root, ring), ring };
}

function ringFile({ keysDir }: Config): string | null {
  return keysDir === null ? null : join(keysDir, 'ring');
}
