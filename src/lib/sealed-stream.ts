import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { CodedError } from './coded-error.ts';
import { ExactReader } from './exact-reader.ts';

/**
 * A stream of any length under one key of 32 bytes: `magic | salt (32)`, then frames `last (1) | length (4) | tag (16) |
 * ciphertext` of AES-256-GCM. Every stream has a key of its own from the salt, every frame its number as nonce, so that
 * none can be changed, left out, put elsewhere or cut off at the end unnoticed.
 */

const SALT_BYTES = 32;
const TAG_BYTES = 16;
const FRAME_BYTES = 256 * 1024;
const LONGEST_FRAME = 16 * 1024 * 1024;

export async function* sealStream(
  key: Uint8Array,
  magic: string,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const own = ownKey(key, salt, magic);
  yield Buffer.concat([Buffer.from(magic), salt]);
  let count = 0;
  for await (const frame of framesOf(plain)) yield sealFrame(own, count++, frame, false);
  yield sealFrame(own, count, Buffer.alloc(0), true);
}

/** @throws CodedError `not-ours`, `sealed-unreadable` or `cut-short` */
export async function* openStream(
  key: Uint8Array,
  magic: string,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const reader = new ExactReader(sealed);
  const found = await reader.read(Buffer.byteLength(magic));
  if (found.toString() !== magic) throw new CodedError('not-ours', 'This is no file of the kind expected here.');
  const own = ownKey(key, await reader.read(SALT_BYTES), magic);
  for (let count = 0, isLast = false; !isLast; count += 1) {
    const head = await reader.read(1 + 4 + TAG_BYTES);
    isLast = head[0] === 1;
    const length = head.readUInt32BE(1);
    if (length > LONGEST_FRAME) throw unreadable();
    yield openFrame(own, count, isLast, head.subarray(5), await reader.read(length));
  }
  if (!(await reader.isAtEnd())) throw unreadable();
}

function ownKey(key: Uint8Array, salt: Uint8Array, magic: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, magic, 32));
}

async function* framesOf(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of plain) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < FRAME_BYTES) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}

function sealFrame(key: Buffer, count: number, plain: Buffer, isLast: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(count));
  cipher.setAAD(Buffer.of(Number(isLast)));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const head = Buffer.alloc(5);
  head[0] = Number(isLast);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, cipher.getAuthTag(), body]);
}

function openFrame(key: Buffer, count: number, isLast: boolean, tag: Buffer, body: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(count));
  decipher.setAAD(Buffer.of(Number(isLast)));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function nonceOf(count: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(count), 4);
  return nonce;
}

function unreadable(cause?: unknown): CodedError {
  return new CodedError('sealed-unreadable', 'The file is damaged, or was sealed with other keys.', { cause });
}
