import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CodedError } from './coded-error.ts';
import { writeDurably } from './durable-file.ts';
import { Vault, type DataKey, type DataKeys } from './vault.ts';

const Key = z.base64().transform((text): Buffer => Buffer.from(text, 'base64'));

const Content = z.strictObject({
  root: Key,
  /** In the order of their making; the last one seals. */
  keys: z.array(z.strictObject({ id: z.int().positive(), createdAt: z.iso.datetime(), secret: Key })).min(1),
});
type Content = z.infer<typeof Content>;

/** Keys that may open the ring, the one that seals it first; asked for anew each time. */
export type Masters = () => readonly [Buffer, ...Buffer[]];

/** How long another process may go on sealing with the key before. */
const LOOK_MS = 60_000;
/** Keys that nobody has turned for so long are a copy left behind, or no worker runs; by days, so any clock will do. */
const STILL_MS = 10 * 86_400_000;

/**
 * The root that all lasting keys come from, and data keys that come and go: a file outside the database and its
 * backups, sealed under the master key. So the master key can be replaced and everything still opens, and a data key
 * can be destroyed and nothing that it sealed ever opens again. Writers take turns, which the caller sees to.
 */
export class KeyRing implements DataKeys {
  readonly #file: string;
  readonly #masters: Masters;
  #content: Content;
  #lookedAt = performance.now();

  private constructor(file: string, masters: Masters) {
    this.#file = file;
    this.#masters = masters;
    this.#content = openContent(file, masters());
  }

  /** @throws CodedError `key-ring-locked`, `key-ring-damaged` */
  static open(file: string, masters: Masters): KeyRing {
    return new KeyRing(file, masters);
  }

  static async create(file: string, masters: Masters, root: Buffer, now: Date): Promise<KeyRing> {
    await writeDurably(file, sealContent({ root, keys: [newKey(1, now)] }, masters()[0]));
    return KeyRing.open(file, masters);
  }

  get root(): Buffer {
    return this.#content.root;
  }

  readonly newest = (): DataKey => {
    if (performance.now() - this.#lookedAt > LOOK_MS) this.#look();
    return newestOf(this.#content);
  };

  readonly turning = (): DataKey | null => {
    const newest = this.newest();
    return Date.now() - this.turnedAt.getTime() < STILL_MS ? newest : null;
  };

  /** Another process may have made it a moment ago. */
  readonly find = (id: number): DataKey | null => {
    if (!this.#content.keys.some((key) => key.id === id)) this.#look();
    return this.#content.keys.find((key) => key.id === id) ?? null;
  };

  /** When the newest was made. */
  get turnedAt(): Date {
    return new Date(newestOf(this.#content).createdAt);
  }

  /** Those that were followed by another one before this instant. */
  supersededBefore(instant: Date): readonly number[] {
    const { keys } = this.#content;
    return keys.flatMap(({ id }, i) => {
      const next = keys[i + 1];
      return next && Date.parse(next.createdAt) <= instant.getTime() ? [id] : [];
    });
  }

  /** A new data key seals from now on. */
  async turn(now: Date): Promise<void> {
    await this.#change(({ root, keys }) => {
      const id = Math.max(...keys.map((key) => key.id)) + 1;
      return { root, keys: [...keys, newKey(id, now)] };
    });
  }

  /** Nothing sealed under these opens any more, here or in a copy of the database. */
  async destroy(ids: readonly number[]): Promise<void> {
    await this.#change(({ root, keys }) => ({ root, keys: keys.filter(({ id }) => !ids.includes(id)) }));
  }

  /** Under another master key, or the present one where it was not. */
  async reseal(master: Buffer = this.#masters()[0]): Promise<void> {
    await this.#change((content) => content, master);
  }

  async #change(change: (content: Content) => Content, master: Buffer = this.#masters()[0]): Promise<void> {
    const content = change(openContent(this.#file, this.#masters()));
    await writeDurably(this.#file, sealContent(content, master));
    this.#content = content;
  }

  /** A ring that cannot be read now is known as it was. */
  #look(): void {
    this.#lookedAt = performance.now();
    try {
      this.#content = openContent(this.#file, this.#masters());
    } catch {
      return;
    }
  }
}

function newestOf({ keys }: Content) {
  const newest = keys.at(-1);
  if (!newest) throw new CodedError('key-ring-damaged', 'The key ring holds no key.');
  return newest;
}

function newKey(id: number, now: Date): Content['keys'][number] {
  return { id, createdAt: now.toISOString(), secret: randomBytes(32) };
}

function sealContent({ root, keys }: Content, master: Buffer): Buffer {
  const plain = {
    root: root.toString('base64'),
    keys: keys.map((key) => ({ ...key, secret: key.secret.toString('base64') })),
  };
  return new Vault(master).seal('key-ring', 'ring', JSON.stringify(plain));
}

function openContent(file: string, masters: readonly Buffer[]): Content {
  const sealed = readFileSync(file);
  for (const master of masters) {
    const plain = tryOpen(sealed, master);
    if (plain === null) continue;
    const parsed = Content.safeParse(JSON.parse(plain));
    if (parsed.success) return parsed.data;
    throw new CodedError('key-ring-damaged', 'The key ring is not of a form that this version knows.');
  }
  throw new CodedError(
    'key-ring-locked',
    'The key ring does not open: set the ENCRYPTION_KEY that it was sealed with as ENCRYPTION_KEY_PREVIOUS.',
  );
}

function tryOpen(sealed: Buffer, master: Buffer): string | null {
  try {
    return new Vault(master).open('key-ring', 'ring', sealed).toString();
  } catch {
    return null;
  }
}
