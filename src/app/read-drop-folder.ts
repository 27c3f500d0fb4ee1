import { describeFault } from '../domain/text/describe-fault.ts';
import { importText } from '../domain/text/vi/import.ts';
import type { RejectedRow } from '../domain/dossier-import/import.ts';
import type { UnitScope } from '../domain/unit.ts';
import { BOM, csvLine, guardFormula } from '../lib/csv.ts';
import { FileError } from '../lib/file-error.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import { recordAudit, type AuditParts } from '../service/record-audit.ts';
import { registerFile } from '../service/register-file.ts';
import type { RegisterParts } from '../service/register-dossiers.ts';
import type { DroppedFile, DropFolder } from './drop-folder.ts';

interface ReadParts extends RegisterParts, AuditParts {
  readonly vault: Vault;
  readonly log: Log;
}

const ACTOR = 'drop-folder';

/** Registers the next file of the folder. Returns how many there were: one or none. */
export async function readDropFolder(parts: ReadParts, folder: DropFolder, scope: UnitScope): Promise<number> {
  const file = await folder.take();
  if (!file) return 0;
  try {
    await register(parts, file, scope);
  } finally {
    await file.close();
  }
  return 1;
}

async function register(parts: ReadParts, file: DroppedFile, scope: UnitScope): Promise<void> {
  const back = new Back(file);
  try {
    const request = { source: file.source, actor: ACTOR, scope, onRejected: back.rows.bind(back) };
    const counts = await registerFile(parts, request);
    // Before the file is done: after a crash it is read again, and that is recorded too.
    await recordAudit(parts, {
      action: 'dossiers.imported',
      actor: { kind: 'command' },
      subject: null,
      unit: scope,
      facts: { ...counts },
    });
    await file.finish('done');
    parts.log.info({ ...counts }, 'a file of the drop folder was read');
  } catch (error) {
    // Anything else, such as a database that is away, leaves the file as it is: the next turn begins it again.
    if (!(error instanceof FileError)) throw error;
    await back.whole(importText.files[error.fault]);
    await file.finish('failed');
    parts.log.warn({ code: error.code }, 'a file of the drop folder cannot be read');
  }
}

/** What comes back: rows as they were sent, with their line and the reasons behind them. */
class Back {
  readonly #file: DroppedFile;
  #isBegun = false;

  constructor(file: DroppedFile) {
    this.#file = file;
  }

  async rows(headers: readonly string[], rows: readonly RejectedRow[]): Promise<void> {
    await this.#begin(headers);
    const lines = rows.map(({ line, cells, faults }) => {
      const sent = headers.map((_, i) => guardFormula(cells[i] ?? ''));
      return csvLine([...sent, String(line), faults.map((fault) => describeFault(fault, 'vi')).join(' ')]);
    });
    await this.#file.reject(lines.join(''));
  }

  async whole(reason: string): Promise<void> {
    await this.#begin([]);
    await this.#file.reject(csvLine(['', reason]));
  }

  async #begin(headers: readonly string[]): Promise<void> {
    if (this.#isBegun) return;
    this.#isBegun = true;
    await this.#file.reject(BOM + csvLine([...headers.map(guardFormula), importText.line, importText.reason]));
  }
}
