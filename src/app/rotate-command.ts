import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { CodedError } from '../lib/coded-error.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import { openQueues } from '../queue/queues.ts';
import { readSpoolName } from '../queue/spool-file.ts';
import { retireKeys } from '../service/retire-keys.ts';
import { inLock } from './in-lock.ts';
import { replaceMasterKey } from './master-key.ts';
import { queueCodec } from './queue-codec.ts';
import { backendOf, type CommandScene } from './queue-command.ts';
import { queueLayout } from './queue-layout.ts';
import { recordCommand } from './record-command.ts';

/** `keys rotate`: another master key over the ring, and a new data key in it. */
export async function rotateKeysCommand(scene: CommandScene): Promise<number> {
  const ring = ringOf(scene);
  await inLock(scene.databaseUrl, 'key-ring', async () => {
    // A configured key is changed where it is configured; the start has sealed the ring under it.
    if (scene.config.encryptionKey === null) await replaceMasterKey(scene.config, (next) => ring.reseal(next));
    await ring.turn(await scene.stores.watch.now());
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
  await insistAllTaken(scene);
  const now = await scene.stores.watch.now();
  const before = new Date(now.getTime() - (option === '--at-once' ? 0 : LEFT_ALONE_MS));
  const { vault, stores, log } = scene;
  const parts = { ring, vault, sealed: stores.sealed, clock: { now: () => now }, log };
  const facts = await inLock(scene.databaseUrl, 'key-ring', () => retireKeys(parts, before));
  await recordCommand(scene, { action: 'keys.retired', subject: null, unit: null, facts: { ...facts } });
  const { resealed, destroyed } = facts;
  process.stdout.write(`${resealed} rows sealed anew, ${destroyed} data keys destroyed.\n`);
  return 0;
}

/** How long what is on its way may take. */
const PATIENCE_MS = 30_000;

/**
 * What was acknowledged lies sealed in the queue or in a spool until it is processed, and is never sealed anew.
 * @throws CodedError `updates-wait`
 */
async function insistAllTaken(scene: CommandScene): Promise<void> {
  const { config, vault, log, closers } = scene;
  const { backend } = await backendOf(scene, 'refuse');
  const queues = await openQueues({ backend, ...queueCodec(vault), ...queueLayout(config), log });
  closers.add('queues', () => queues.close());
  const isEmpty = (await countSpooled(config.spoolDir)) === 0 && (await queues.isProcessed(PATIENCE_MS));
  if (isEmpty) return;
  throw new CodedError(
    'updates-wait',
    'Updates of citizens wait in the queue or in SPOOL_DIR under older keys: start a worker, and retire once it has taken them.',
  );
}

/** In the folders of all processes that share it. */
async function countSpooled(folder: string | null): Promise<number> {
  if (folder === null || !existsSync(folder)) return 0;
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => readSpoolName(basename(file)) !== null).length;
}

function ringOf({ ring }: CommandScene): KeyRing {
  if (ring) return ring;
  throw new CodedError('no-key-ring', 'Set KEYS_DIR to a folder that all processes share, and start once.');
}
