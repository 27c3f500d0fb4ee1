import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CodedError } from '../lib/coded-error.ts';
import { syncFolder } from '../lib/durable-file.ts';
import { sealStream } from '../lib/sealed-stream.ts';
import { openQueues } from '../queue/queues.ts';
import { dumpDatabase } from '../store/backup/dump.ts';
import { BACKUP_MAGIC, backupKey } from './backup-file.ts';
import { queueCodec } from './queue-codec.ts';
import { backendOf, type CommandScene } from './queue-command.ts';
import { queueLayout } from './queue-layout.ts';
import { recordCommand } from './record-command.ts';

/** How long what citizens were told is kept may take to reach the database. */
const SETTLE_MS = 60_000;

/** `backup FILE`: everything of one moment, sealed; the service may go on meanwhile. */
export async function backupCommand(scene: CommandScene, [file]: readonly string[]): Promise<number> {
  if (file === undefined) throw new CodedError('usage', 'Say: npm run backup -- FILE');
  await recordCommand(scene, { action: 'backup.made', subject: null, unit: null, facts: {} });
  await settle(scene);
  const bytes = await write(scene, file, await scene.stores.watch.now());
  process.stdout.write(
    `${file}: ${bytes} bytes. It opens with the keys of this installation only: keep them elsewhere.\n`,
  );
  return 0;
}

/** What lies in the queue is in no backup: what was acknowledged until now is waited for. */
async function settle(scene: CommandScene): Promise<void> {
  const { config, vault, log, closers } = scene;
  try {
    const { backend } = await backendOf(scene, 'refuse');
    const queues = await openQueues({ backend, ...queueCodec(vault), ...queueLayout(config), log });
    closers.add('queues', () => queues.close());
    if (await queues.isProcessed(SETTLE_MS)) return;
    process.stderr.write('Updates wait in the queue that nobody processes: they are not in this backup.\n');
  } catch {
    process.stderr.write('The queue does not answer: what waits there is not in this backup.\n');
  }
}

/** Told by the database's time, as all that is in it: what was due since then is held back by whoever restores. */
async function write({ databaseUrl, vault }: CommandScene, file: string, now: Date): Promise<number> {
  const draft = `${file}.tmp`;
  try {
    const sealed = (plain: AsyncIterable<Buffer>) => sealStream(backupKey(vault), BACKUP_MAGIC, plain);
    const target = createWriteStream(draft, { mode: 0o600, flush: true });
    await pipeline(dumpDatabase(databaseUrl, now), createGzip(), sealed, target);
    await rename(draft, file);
    await syncFolder(dirname(file));
    return target.bytesWritten;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
