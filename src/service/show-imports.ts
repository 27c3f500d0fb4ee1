import type { DossierImport, ImportPlan, RejectedRow } from '../domain/dossier-import/import.ts';
import { openPlan, rejectedRows, type SealedFileParts } from './import/sealed-file.ts';

/** An import as its sender sees it. */
export interface ShownImport {
  readonly import: DossierImport;
  readonly plan: ImportPlan;
}

/** Null when there is none, when it is another person's, or when its file has not come in whole. */
export async function showImport(parts: SealedFileParts, id: string, actor: string): Promise<ShownImport | null> {
  const found = await parts.imports.find(id, actor);
  return found && found.plan !== null ? { import: found, plan: openPlan(parts.vault, found) } : null;
}

/** Newest first. */
export async function listImports(parts: SealedFileParts, actor: string): Promise<readonly ShownImport[]> {
  const shown = await Promise.all((await parts.imports.list(actor)).map(({ id }) => showImport(parts, id, actor)));
  return shown.filter((one) => one !== null);
}

/** What came back of an import, row by row. */
export function showRejected(parts: SealedFileParts, id: string): AsyncIterable<RejectedRow> {
  return rejectedRows(parts, id);
}
