import type { RejectedRow } from '../domain/dossier-import/import.ts';
import { confirmImport, discardImport, startImport } from './confirm-import.ts';
import type { SealedFileParts } from './import/sealed-file.ts';
import { listImports, showImport, showRejected, type ShownImport } from './show-imports.ts';
import { uploadImport, type Upload } from './upload-import.ts';

/** All that the screens do with files of dossiers, with its parts already given. */
export interface ImportDesk {
  upload(upload: Upload): Promise<string>;
  show(id: string, actor: string): Promise<ShownImport | null>;
  list(actor: string): Promise<readonly ShownImport[]>;
  confirm(asked: Parameters<typeof confirmImport>[1]): ReturnType<typeof confirmImport>;
  start(asked: Parameters<typeof startImport>[1]): Promise<boolean>;
  discard(asked: Parameters<typeof discardImport>[1]): Promise<void>;
  rejected(id: string): AsyncIterable<RejectedRow>;
}

export function importDesk(parts: SealedFileParts): ImportDesk {
  return {
    upload: (upload) => uploadImport(parts, upload),
    show: (id, actor) => showImport(parts, id, actor),
    list: (actor) => listImports(parts, actor),
    confirm: (asked) => confirmImport(parts, asked),
    start: (asked) => startImport(parts, asked),
    discard: (asked) => discardImport(parts, asked),
    rejected: (id) => showRejected(parts, id),
  };
}
