import process from 'node:process';
import { CodedError } from '../lib/coded-error.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import { retireKeys } from '../service/retire-keys.ts';
import { inLock } from './in-lock.ts';
import { replaceMasterKey } from './master-key.ts';
import type { CommandScene } from './queue-command.ts';
import { recordCommand } from './record-command.ts';
import { systemClock } from './system-clock.ts';

/** `keys rotate`: another master key over the ring, and a new data key in it. */
export async function rotateKeysCommand(scene: CommandScene): Promise<number> {
  const ring = ringOf(scene);
  await inLock(scene.databaseUrl, 'key-ring', async () => {
    // A configured key is changed where it is configured; the start has sealed the ring under it.
    if (scene.config.encryptionKey === null) await replaceMasterKey(scene.config, (next) => ring.reseal(next));
    await ring.turn(systemClock.now());
  });
  await recordCommand(scene, { action: 'keys.rotated', subject: null, unit: null, facts: {} });
  const where = scene.config.encryptionKey === null ? 'a new encryption.key' : 'the present ENCRYPTION_KEY';
  process.stdout.write(
    `The key ring is sealed under ${where} and has a new data key. Copy both to where you keep keys.\n`,
  );
  return 0;
}

/** Other processes go on with the data key before for a minute. */
const LEFT_ALONE_MS = 5 * 60_000;

/** `keys retire [--at-once]`: destroys the data keys before the present one; `--at-once` while nothing else runs. */
export async function retireKeysCommand(scene: CommandScene, [option]: readonly string[]): Promise<number> {
  if (option !== undefined && option !== '--at-once') {
    throw new CodedError('usage', 'Say: npm run keys -- retire [--at-once]');
  }
  const ring = ringOf(scene);
  const now = systemClock.now();
  const before = new Date(now.getTime() - (option === '--at-once' ? 0 : LEFT_ALONE_MS));
  const { vault, stores, log } = scene;
  const parts = { ring, vault, sealed: stores.sealed, clock: systemClock, log };
  const facts = await inLock(scene.databaseUrl, 'key-ring', () => retireKeys(parts, before));
  await recordCommand(scene, { action: 'keys.retired', subject: null, unit: null, facts: { ...facts } });
  const { resealed, destroyed } = facts;
  process.stdout.write(`${resealed} rows sealed anew, ${destroyed} data keys destroyed.\n`);
  return 0;
}

function ringOf({ ring }: CommandScene): KeyRing {
  if (ring) return ring;
  throw new CodedError('no-key-ring', 'Set KEYS_DIR to a folder that all processes share, and start once.');
}
