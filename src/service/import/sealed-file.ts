import type { ByteSource } from '../../lib/byte-source.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { FileError } from '../../lib/file-error.ts';
import type { Vault } from '../../lib/vault.ts';
import type { DossierImport, ImportPlan, RejectedRow } from '../../domain/dossier-import/import.ts';
import type { ImportStore, PieceKind, StoredImport } from '../ports.ts';
import { IMPORT_LIMITS } from './limits.ts';

/** Of the file, before sealing; all but the last piece have it. */
export const PIECE_BYTES = 262_144;

export interface SealedFileParts {
  readonly imports: ImportStore;
  readonly vault: Vault;
}

function contextOf(id: string, part: PieceKind | 'plan', position: number): string {
  return `${id}:${part}:${String(position)}`;
}

export function sealPlan(vault: Vault, id: string, plan: ImportPlan): Buffer {
  return vault.seal('import', contextOf(id, 'plan', 0), JSON.stringify(plan));
}

/** @throws CodedError `import-unfinished` before the file has been read */
export function openPlan(vault: Vault, { id, plan }: Pick<StoredImport, 'id' | 'plan'>): ImportPlan {
  if (plan === null) throw new CodedError('import-unfinished', 'The file has not come in whole.');
  return JSON.parse(vault.open('import', contextOf(id, 'plan', 0), plan).toString()) as ImportPlan;
}

/**
 * Stores what comes in piece by piece; no more than one piece is held at a time. Resolves to the number of bytes.
 * @throws FileError `file-too-large`
 */
export async function storeFile(parts: SealedFileParts, id: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let position = 0;
  const put = async (piece: Buffer) => {
    await parts.imports.addPiece(
      id,
      'file',
      position,
      parts.vault.seal('import', contextOf(id, 'file', position), piece),
    );
    position += 1;
  };
  for await (const chunk of bytes) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (position * PIECE_BYTES + heldBytes > IMPORT_LIMITS.fileBytes) throw new FileError('file-too-large');
    while (heldBytes >= PIECE_BYTES) {
      const all = Buffer.concat(held);
      await put(all.subarray(0, PIECE_BYTES));
      held = [all.subarray(PIECE_BYTES)];
      heldBytes -= PIECE_BYTES;
    }
  }
  const total = position * PIECE_BYTES + heldBytes;
  if (heldBytes > 0) await put(Buffer.concat(held));
  return total;
}

/** The stored file, to be read anywhere; the piece read last is kept, for archives are read in small steps. */
export function storedFile(
  parts: SealedFileParts,
  { id, byteCount }: Pick<DossierImport, 'id' | 'byteCount'>,
): ByteSource {
  let last: { readonly position: number; readonly bytes: Buffer } | null = null;
  async function pieceAt(position: number): Promise<Buffer> {
    if (last?.position === position) return last.bytes;
    const sealed = await parts.imports.piece(id, 'file', position);
    if (sealed === null) throw new CodedError('import-gone', 'The file is no longer kept.');
    const bytes = parts.vault.open('import', contextOf(id, 'file', position), sealed);
    last = { position, bytes };
    return bytes;
  }
  return {
    size: byteCount,
    async *read(start, end) {
      for (let at = start; at < end;) {
        const position = Math.floor(at / PIECE_BYTES);
        const offset = at - position * PIECE_BYTES;
        const bytes = (await pieceAt(position)).subarray(offset, offset + end - at);
        if (bytes.length === 0) return;
        yield bytes;
        at += bytes.length;
      }
    },
  };
}

export function sealRejected(vault: Vault, id: string, position: number, rows: readonly RejectedRow[]): Buffer {
  return vault.seal('import', contextOf(id, 'rejected', position), JSON.stringify(rows));
}

/** Batch by batch, in the order of the file. */
export async function* rejectedRows({ imports, vault }: SealedFileParts, id: string): AsyncGenerator<RejectedRow> {
  for (const position of await imports.positions(id, 'rejected')) {
    const sealed = await imports.piece(id, 'rejected', position);
    if (sealed === null) return;
    yield* JSON.parse(vault.open('import', contextOf(id, 'rejected', position), sealed).toString()) as RejectedRow[];
  }
}
