import { CodedError } from '../../lib/coded-error.ts';
import type { ExactReader } from '../../lib/exact-reader.ts';

/** The inside of a backup: blocks `kind (1) | length (4) | bytes`. */
const KINDS = ['manifest', 'table', 'rows', 'sequences', 'end'] as const;
export type BlockKind = (typeof KINDS)[number];

export interface Block {
  readonly kind: BlockKind;
  readonly bytes: Buffer;
}

export function block(kind: BlockKind, content: Uint8Array | object): Buffer {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(5);
  head[0] = KINDS.indexOf(kind);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** Up to the one that ends it. @throws CodedError `backup-malformed`, `cut-short` */
export async function* blocksOf(reader: ExactReader): AsyncGenerator<Block> {
  for (;;) {
    const head = await reader.read(5);
    const kind = KINDS[head[0] ?? KINDS.length];
    if (kind === undefined) throw new CodedError('backup-malformed', 'The backup holds what this version cannot read.');
    yield { kind, bytes: await reader.read(head.readUInt32BE(1)) };
    if (kind !== 'end') continue;
    if (await reader.isAtEnd()) return;
    throw new CodedError('backup-malformed', 'Something follows the end of the backup.');
  }
}
