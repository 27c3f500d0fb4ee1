import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { CodedError } from './coded-error.ts';

/** What a key is for: a key of one purpose opens nothing of another. */
export type Purpose =
  'phone' | 'address' | 'draft' | 'message' | 'mix' | 'inbox' | 'zalo-token' | 'import' | 'webhook' | 'undo' | 'draw';

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
  | 'withdrawal';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * All keys of the service, derived by HKDF-SHA256 from one master key of 32 bytes that never enters the database.
 * Sealing is AES-256-GCM: `version (1) | nonce (12) | tag (16) | ciphertext`, bound to `context`.
 */
export class Vault {
  readonly #keys = new Map<string, Buffer>();
  readonly #master: Buffer;

  constructor(master: Buffer) {
    if (master.length !== 32) throw new CodedError('key-size', 'The encryption key must have 32 bytes.');
    this.#master = master;
  }

  seal(purpose: Purpose, context: string, plain: Buffer | string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(`seal:${purpose}`), nonce);
    cipher.setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
  }

  /** @throws CodedError `sealed-unreadable` when key, context or bytes do not fit. */
  open(purpose: Purpose, context: string, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed);
    try {
      if (bytes[0] !== VERSION) throw new RangeError('unknown version');
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.#key(`seal:${purpose}`), nonce);
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new CodedError('sealed-unreadable', `A sealed ${purpose} cannot be opened with this key.`, { cause });
    }
  }

  /** HMAC-SHA256, 32 bytes. */
  index(kind: IndexKind, value: string): Buffer {
    return createHmac('sha256', this.#key(`index:${kind}`))
      .update(value)
      .digest();
  }

  /** A secret of its own for another part, such as session cookies; base64url of 32 bytes. */
  secretFor(part: string): string {
    return this.#key(`secret:${part}`).toString('base64url');
  }

  #key(name: string): Buffer {
    const known = this.#keys.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.#master, 'hai-long', name, 32));
    this.#keys.set(name, key);
    return key;
  }
}

export function sha256(value: string | Uint8Array): Buffer {
  return createHash('sha256').update(value).digest();
}
