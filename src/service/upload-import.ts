import { guessColumns } from '../domain/dossier-import/columns.ts';
import { isRunning, type ImportPlan } from '../domain/dossier-import/import.ts';
import type { UnitScope } from '../domain/unit.ts';
import { CodedError } from '../lib/coded-error.ts';
import { FileError } from '../lib/file-error.ts';
import { newId } from '../lib/new-id.ts';
import { sealPlan, storedFile, storeFile, type SealedFileParts } from './import/sealed-file.ts';
import { kindOf, readTableFile, type TableFile } from './import/table-file.ts';

export interface Upload {
  readonly actor: string;
  readonly scope: UnitScope;
  readonly fileName: string;
  readonly bytes: AsyncIterable<Buffer>;
}

const SAMPLE_ROWS = 10;
/** Of one person at a time; a hundred thousand rows take less than a minute. */
const MAX_RUNNING = 3;
const MAX_NAME = 120;

/**
 * Takes a file of dossiers in, sealed piece by piece, reads it once from end to end and guesses what its columns mean.
 * Nothing is registered yet. Resolves to the id of the import.
 * @throws FileError when it is no table that we can read, CodedError `import-too-many`
 */
export async function uploadImport(parts: SealedFileParts, upload: Upload): Promise<string> {
  const { actor, scope } = upload;
  const running = (await parts.imports.list(actor)).filter(isRunning);
  if (running.length >= MAX_RUNNING) throw new CodedError('import-too-many', 'Too many imports run already.');
  const id = newId<string>();
  await parts.imports.create({ id, actor, scope, kind: 'csv' });
  try {
    await takeIn(parts, id, upload);
    return id;
  } catch (error) {
    await parts.imports.remove(id);
    throw error;
  }
}

async function takeIn(parts: SealedFileParts, id: string, { fileName, bytes }: Upload): Promise<void> {
  const byteCount = await storeFile(parts, id, bytes);
  const source = storedFile(parts, { id, byteCount });
  const kind = await kindOf(source);
  const { headers, samples, rowCount } = await readTableFile(source, kind, lookedThrough);
  const plan: ImportPlan = { fileName: shownName(fileName), headers, samples, columns: guessColumns(headers) };
  await parts.imports.change(id, ['uploading'], {
    state: 'uploaded',
    kind,
    byteCount,
    rowCount,
    plan: sealPlan(parts.vault, id, plan),
  });
}

/** What a person is shown of a table. */
async function lookedThrough({ headers, rows }: TableFile) {
  const samples: (readonly string[])[] = [];
  let rowCount = 0;
  for await (const { cells } of rows) {
    if (samples.length < SAMPLE_ROWS) samples.push(cells);
    rowCount += 1;
  }
  if (rowCount === 0) throw new FileError('file-empty');
  return { headers, samples, rowCount };
}

/** The last part of whatever the browser sends, for people to know it by. */
function shownName(fileName: string): string {
  const last =
    fileName
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? '';
  return last.slice(-MAX_NAME);
}
