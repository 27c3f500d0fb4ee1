import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../lib/coded-error.ts';
import { syncFolder, writeDurably } from '../lib/durable-file.ts';
import type { Masters } from '../lib/key-ring.ts';
import type { Config } from '../config.ts';

const FILE = 'encryption.key';
/** The key to come, while the ring is sealed anew. */
const NEXT = `${FILE}.next`;

/**
 * The configured keys; in embedded mode one that is generated once into the data directory (mode 0600).
 * @throws CodedError `key-size` when that is damaged
 */
export async function masterKeys(config: Config): Promise<Masters> {
  const { encryptionKey, previousKey, dataDir } = config;
  if (encryptionKey) return () => (previousKey ? [encryptionKey, previousKey] : [encryptionKey]);
  const file = join(dataDir, FILE);
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, newKey(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const next = join(dataDir, NEXT);
  return () => (existsSync(next) ? [read(file), read(next)] : [read(file)]);
}

/** In embedded mode: whatever a crash leaves behind, one of the two keys opens what `use` seals. */
export async function replaceMasterKey({ dataDir }: Config, use: (next: Buffer) => Promise<void>): Promise<void> {
  const next = join(dataDir, NEXT);
  // One that a crash left may be the one that seals.
  if (!existsSync(next)) await writeDurably(next, newKey());
  await use(read(next));
  await rename(next, join(dataDir, FILE));
  await syncFolder(dataDir);
}

function newKey(): string {
  return `${randomBytes(32).toString('base64')}\n`;
}

function read(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length === 32) return key;
  throw new CodedError('key-size', `The key file in the data directory is damaged: restore ${file} from its copy.`);
}
