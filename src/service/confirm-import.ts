import { IMPORT_FIELDS, missingFields, type ColumnMap, type ImportField } from '../domain/dossier-import/columns.ts';
import { openPlan, sealPlan, type SealedFileParts } from './import/sealed-file.ts';
import { IMPORT_LIMITS } from './import/limits.ts';

export type Confirmation =
  | { readonly kind: 'checking' }
  /** The columns as they were said, and what is wrong with them. */
  | {
      readonly kind: 'faulty';
      readonly columns: ColumnMap;
      readonly missing: readonly ImportField[];
      readonly twice: readonly ImportField[];
    }
  | { readonly kind: 'gone' };

/** Takes what a person says about the columns of an uploaded file, and has every row checked with nothing written. */
export async function confirmImport(
  parts: SealedFileParts,
  asked: { readonly id: string; readonly actor: string; readonly columns: ColumnMap },
): Promise<Confirmation> {
  const { id, actor, columns } = asked;
  const found = await parts.imports.find(id, actor);
  if (!found || found.state === 'uploading') return { kind: 'gone' };
  const known = keepKnown(columns);
  const missing = missingFields(known);
  const twice = fieldsTwice(known);
  if (missing.length > 0 || twice.length > 0) return { kind: 'faulty', columns: known, missing, twice };
  const plan = sealPlan(parts.vault, id, { ...openPlan(parts.vault, found), columns: known });
  const isOurs = await parts.imports.change(id, ['uploaded', 'checked'], { state: 'checking', plan });
  return { kind: isOurs ? 'checking' : 'gone' };
}

function keepKnown(columns: ColumnMap): ColumnMap {
  const isColumn = (column: number | null | undefined): column is number =>
    Number.isInteger(column) && Number(column) >= 0 && Number(column) < IMPORT_LIMITS.columns;
  return Object.fromEntries(
    IMPORT_FIELDS.flatMap((field) => (isColumn(columns[field]) ? [[field, columns[field]] as const] : [])),
  );
}

/** One column cannot be two things, but for a day that is both the end of work and the return of its result. */
function fieldsTwice(columns: ColumnMap): readonly ImportField[] {
  const entries = IMPORT_FIELDS.filter((field) => field !== 'returnedAt' && columns[field] !== undefined);
  return entries.filter((field, i) => entries.findIndex((other) => columns[other] === columns[field]) < i);
}

/** The word to go, after the check: good rows go in from here on. False when there is nothing to start. */
export async function startImport(
  { imports }: Pick<SealedFileParts, 'imports'>,
  { id, actor }: { readonly id: string; readonly actor: string },
): Promise<boolean> {
  const found = await imports.find(id, actor);
  return found !== null && imports.change(id, ['checked'], { state: 'importing' });
}

/** Forgets a file and what came back of it. What it brought in stays. A running import is not stopped by it. */
export async function discardImport(
  { imports }: Pick<SealedFileParts, 'imports'>,
  { id, actor }: { readonly id: string; readonly actor: string },
): Promise<void> {
  const found = await imports.find(id, actor);
  if (found && found.state !== 'importing') await imports.remove(id);
}
