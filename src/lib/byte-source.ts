/** Bytes that can be read anywhere, in parts: a file wherever it is kept. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `start` up to `end`, in pieces of any length. */
  read(start: number, end: number): AsyncIterable<Buffer>;
}

export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    async *read(start, end) {
      yield bytes.subarray(start, end);
    },
  };
}

/** The first bytes, fewer when there are no more. */
export async function headOf(source: ByteSource, length: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source.read(0, Math.min(length, source.size))) pieces.push(piece);
  return Buffer.concat(pieces);
}
