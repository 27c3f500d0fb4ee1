import { createCipheriv, createDecipheriv, createHash, createHmac, hash, hkdfSync, randomFillSync } from 'node:crypto';
import { CodedError } from './coded-error.ts';

/** What a key is for: a key of one purpose opens nothing of another. */
export type Purpose =
  | 'phone'
  | 'address'
  | 'draft'
  | 'message'
  | 'mix'
  | 'back-check'
  | 'inbox'
  | 'zalo-token'
  | 'import'
  | 'webhook'
  | 'undo'
  | 'draw'
  | 'key-ring';

/** Keyed hashes that let us find a thing without storing it. */
export type IndexKind =
  | 'phone'
  | 'address'
  | 'payload'
  | 'token'
  | 'device'
  | 'audit'
  | 'sign-in'
  | 'tracking'
  | 'receipt-code'
  | 'receipt-leaf'
  | 'receipt-response'
  | 'ledger-salt'
  | 'ledger-comment'
  | 'withdrawal'
  | 'key-check'
  | 'back-check';

/** What lives for weeks at most is sealed under data keys that are destroyed afterwards. */
const BRIEF: ReadonlySet<Purpose> = new Set<Purpose>(['draft', 'message', 'mix', 'back-check', 'inbox']);

export interface DataKey {
  readonly id: number;
  readonly secret: Buffer;
}

export interface DataKeys {
  readonly newest: () => DataKey;
  /** The same, or null where it is so old that these may be a copy of the keys that nobody turns. */
  readonly turning: () => DataKey | null;
  /** Null when it was destroyed. */
  readonly find: (id: number) => DataKey | null;
}

/** Data keys seal only. */
type KeyUse = 'seal' | 'index' | 'long-index' | 'secret';

const OF_ROOT = 1;
const OF_DATA_KEY = 2;
/** Version and, of a data key, its number. */
const HEAD_BYTES = { [OF_ROOT]: 1, [OF_DATA_KEY]: 5 } as const;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCES_AT_ONCE = 256;

/**
 * All keys of the service, derived by HKDF-SHA256 from one root of 32 bytes that never enters the database, and from data
 * keys beside it where there are any. Sealing is AES-256-GCM, bound to `context`: `1 | nonce (12) | tag (16) |
 * ciphertext` under the root, `2 | number of the data key (4) | …` under that.
 */
export class Vault {
  readonly #keys = new Map<string | number, Map<string, Buffer>>();
  /** Drawn for many at once: asking the system for each costs as much as to seal. */
  readonly #nonces = Buffer.alloc(NONCES_AT_ONCE * NONCE_BYTES);
  #noncesLeft = 0;
  readonly #root: Buffer;
  readonly #dataKeys: DataKeys | null;

  constructor(root: Buffer, dataKeys: DataKeys | null = null) {
    if (root.length !== 32) throw new CodedError('key-size', 'The encryption key must have 32 bytes.');
    this.#root = root;
    this.#dataKeys = dataKeys;
  }

  seal(purpose: Purpose, context: string, plain: Buffer | string): Buffer {
    return this.#seal(purpose, context, plain, BRIEF.has(purpose) ? (this.#dataKeys?.newest() ?? null) : null);
  }

  /** For what another process opens: it may have turned the keys long ago, and this one hold a copy of them. */
  sealForAnother(purpose: Purpose, context: string, plain: Buffer | string): Buffer {
    return this.#seal(purpose, context, plain, BRIEF.has(purpose) ? (this.#dataKeys?.turning() ?? null) : null);
  }

  #seal(purpose: Purpose, context: string, plain: Buffer | string, dataKey: DataKey | null): Buffer {
    const nonce = this.#newNonce();
    const cipher = createCipheriv('aes-256-gcm', this.#key('seal', purpose, dataKey), nonce);
    cipher.setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([headOf(dataKey), nonce, cipher.getAuthTag(), body]);
  }

  /** @throws CodedError `sealed-unreadable` when key, context or bytes do not fit. */
  open(purpose: Purpose, context: string, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed);
    try {
      const { dataKey, length } = this.#readHead(bytes);
      const rest = bytes.subarray(length);
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.#key('seal', purpose, dataKey),
        rest.subarray(0, NONCE_BYTES),
      );
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(rest.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(rest.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new CodedError('sealed-unreadable', `A sealed ${purpose} cannot be opened with this key.`, { cause });
    }
  }

  /** HMAC-SHA256, 32 bytes. */
  index(kind: IndexKind, value: string): Buffer {
    return createHmac('sha256', this.#key('index', kind)).update(value).digest();
  }

  /** A keyed hash of any length: SHAKE256 of key and value, for a sponge is a keyed hash as it is. */
  longIndex(kind: IndexKind, value: string, bytes: number): Buffer {
    return createHash('shake256', { outputLength: bytes }).update(this.#key('long-index', kind)).update(value).digest();
  }

  /** A secret of its own for another part, such as session cookies; base64url of 32 bytes. */
  secretFor(part: string): string {
    return this.#key('secret', part).toString('base64url');
  }

  #readHead(bytes: Buffer): { readonly dataKey: DataKey | null; readonly length: number } {
    if (bytes[0] === OF_ROOT) return { dataKey: null, length: HEAD_BYTES[OF_ROOT] };
    const dataKey = bytes[0] === OF_DATA_KEY ? this.#dataKeys?.find(bytes.readUInt32BE(1)) : null;
    if (!dataKey) throw new RangeError('unknown version or key');
    return { dataKey, length: HEAD_BYTES[OF_DATA_KEY] };
  }

  #newNonce(): Buffer {
    if (this.#noncesLeft === 0) {
      randomFillSync(this.#nonces);
      this.#noncesLeft = NONCES_AT_ONCE;
    }
    this.#noncesLeft -= 1;
    const start = this.#noncesLeft * NONCE_BYTES;
    return this.#nonces.subarray(start, start + NONCE_BYTES);
  }

  #key(use: KeyUse, name: string, dataKey: DataKey | null = null): Buffer {
    const place = dataKey?.id ?? use;
    const keys = this.#keys.get(place) ?? new Map<string, Buffer>();
    this.#keys.set(place, keys);
    const known = keys.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', dataKey?.secret ?? this.#root, 'hai-long', `${use}:${name}`, 32));
    keys.set(name, key);
    return key;
  }
}

function headOf(dataKey: DataKey | null): Buffer {
  if (dataKey === null) return Buffer.of(OF_ROOT);
  const head = Buffer.alloc(HEAD_BYTES[OF_DATA_KEY]);
  head[0] = OF_DATA_KEY;
  head.writeUInt32BE(dataKey.id, 1);
  return head;
}

export function sha256(value: string | Uint8Array): Buffer {
  return hash('sha256', value, 'buffer');
}
