import pg from 'pg';
import { sha256 } from '../lib/vault.ts';

/** What only one process in the fleet may do at a time. */
const KEYS = { service: 1, 'telegram-polling': 2, 'queue-switch': 3, 'key-ring': 4 } as const;
/** Of a folder that one process at a time writes to; `id` is the folder's own. */
type FolderLock = `folder ${string}`;
export type LockName = keyof typeof KEYS | FolderLock;

const NAMESPACE = 0x6861_696c;

export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Takes a lock that PostgreSQL gives back by itself when this process dies; null when another process holds it.
 * `onLost` is told when the connection, and with it the lock, breaks.
 */
export async function tryLock(
  url: string,
  name: LockName,
  onLost: () => void = () => undefined,
): Promise<HeldLock | null> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `hai-long ${name}`.slice(0, 63),
    keepAlive: true,
  });
  let held = false;
  client.on('error', () => {
    if (held) onLost();
    held = false;
  });
  await client.connect();
  const taken = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [
    NAMESPACE,
    keyOf(name),
  ]);
  if (taken.rows[0]?.held !== true) {
    await client.end();
    return null;
  }
  held = true;
  return {
    async release() {
      held = false;
      await client.end();
    },
  };
}

function keyOf(name: LockName): number {
  return isFixed(name) ? KEYS[name] : sha256(name).readInt32BE();
}

function isFixed(name: LockName): name is keyof typeof KEYS {
  return Object.hasOwn(KEYS, name);
}
