import {
  isRunning,
  countFaults,
  type ImportCounts,
  type ImportState,
  type RejectedRow,
} from '../domain/dossier-import/import.ts';
import { readImportRow, type ImportContext } from '../domain/dossier-import/read-row.ts';
import type { RegistrationRow } from '../domain/dossier-check.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import type { TableRow } from '../lib/xlsx/read-sheet.ts';
import { recordAudit, type AuditParts } from './record-audit.ts';
import { openPlan, sealRejected, storedFile, type SealedFileParts } from './import/sealed-file.ts';
import { readTableFile, type TableFile } from './import/table-file.ts';
import type { StoredImport } from './ports.ts';
import { registerDossiers, type RegisterParts, type RegistrationResult } from './register-dossiers.ts';
import { statutoryDue } from './statutory-due.ts';

export interface ImportParts extends RegisterParts, SealedFileParts, AuditParts {
  readonly vault: Vault;
  readonly log: Log;
}

const BATCH = 1_000;
/** A turn ends after so long, so that several imports take turns; the next one goes on where it stopped. */
const TURN_MS = 5_000;
/** Longer than any batch takes: after a crash another turn takes over then. */
const LEASE_MS = 60_000;
/** Turns without any progress: the file itself must be what ends them. */
const MAX_ATTEMPTS = 5;

/**
 * Goes on with the import that waited longest: checks its rows, or registers the good ones and keeps the others for their
 * sender. Codes are idempotent, so that a batch which a crash cut off is simply done again. Returns how many imports moved.
 */
export async function advanceImports(parts: ImportParts, turnMs = TURN_MS): Promise<number> {
  const found = await parts.imports.claim(LEASE_MS);
  if (!found) return 0;
  try {
    if (found.attempts > MAX_ATTEMPTS) await fail(parts, found, 'import-crashed');
    else await advance(parts, found, performance.now() + turnMs);
  } catch (error) {
    // The database is away for a moment, or the process ends: the next turn goes on.
    if (error instanceof CodedError && error.code === 'unavailable') throw error;
    parts.log.error({ import: found.id, error }, 'an import failed');
    await fail(parts, found, error instanceof CodedError ? error.code : 'internal');
  }
  return 1;
}

async function fail(parts: ImportParts, { id, actor, state }: StoredImport, failure: string): Promise<void> {
  if (!(await parts.imports.change(id, [state], { state: 'failed', failure }))) return;
  await parts.imports.removePieces(id, 'file');
  const stopped = state === 'importing' ? await parts.imports.find(id, actor) : null;
  if (stopped) await recordImport(parts, stopped);
}

/** Once for each import: a turn that a crash cut off comes here again. */
async function recordImport(parts: ImportParts, { id, actor, scope, state, counts }: StoredImport): Promise<void> {
  const person = { kind: 'person', id: actor } as const;
  const facts = { ...counts, whole: state !== 'failed' };
  await recordAudit(parts, { action: 'dossiers.imported', actor: person, subject: id, unit: scope, facts }, id);
}

async function advance(parts: ImportParts, found: StoredImport, deadline: number): Promise<void> {
  const context = await contextOf(parts, found);
  const file = storedFile(parts, found);
  await readTableFile(file, found.kind, (table) => goOn(parts, found, { table, context, deadline }));
}

interface Turn {
  readonly table: TableFile;
  readonly context: ImportContext;
  readonly deadline: number;
}

async function goOn(parts: ImportParts, found: StoredImport, { table, context, deadline }: Turn): Promise<void> {
  let done = found;
  let position = 0;
  let batch: TableRow[] = [];
  for await (const row of table.rows) {
    position += 1;
    if (position <= found.processed) continue;
    batch.push(row);
    if (batch.length < BATCH) continue;
    const next = await takeBatch(parts, done, batch, context);
    if (!next) return;
    done = next;
    batch = [];
    if (performance.now() > deadline) return parts.imports.release(found.id);
  }
  const last = batch.length === 0 ? done : await takeBatch(parts, done, batch, context);
  if (last) await finish(parts, last);
}

async function contextOf(parts: ImportParts, found: StoredImport): Promise<ImportContext> {
  const [units, due] = await Promise.all([parts.references.units(), statutoryDue(parts)]);
  const own = found.scope === null ? undefined : units.get(found.scope);
  return {
    columns: openPlan(parts.vault, found).columns,
    ownUnit: own?.parentCode ? own.code : null,
    now: parts.clock.now(),
    zone: parts.zone,
    statutoryDue: due,
  };
}

/** Null when somebody else took the import over. */
async function takeBatch(
  parts: ImportParts,
  done: StoredImport,
  batch: readonly TableRow[],
  context: ImportContext,
): Promise<StoredImport | null> {
  const good: { readonly from: TableRow; readonly row: RegistrationRow }[] = [];
  const rejected: RejectedRow[] = [];
  for (const from of batch) {
    const reading = readImportRow(from.cells, context);
    if (reading.kind === 'row') good.push({ from, row: reading.row });
    else rejected.push({ line: from.line, cells: from.cells, faults: reading.faults });
  }
  const { actor, scope, state } = done;
  const request = { rows: good.map(({ row }) => row), actor, scope, dryRun: state === 'checking' };
  const results = await registerDossiers(parts, request);
  results.forEach(({ outcome, reasons }, i) => {
    const from = good[i]?.from;
    if (outcome === 'rejected' && from) rejected.push({ line: from.line, cells: from.cells, faults: reasons });
  });
  rejected.sort((a, b) => a.line - b.line);
  const counts = addCounts(done.counts, results, rejected.length);
  const { id, processed } = done;
  const to = processed + batch.length;
  const faults = countFaults(done.faults, rejected);
  const sealed = rejected.length === 0 ? null : sealRejected(parts.vault, id, processed, rejected);
  const progress = { from: processed, to, counts, faults, rejected: sealed };
  const moved = await parts.imports.progress(id, state, progress, LEASE_MS);
  return moved ? { ...done, processed: to, counts, faults } : null;
}

function addCounts(
  before: ImportCounts,
  results: readonly Pick<RegistrationResult, 'outcome'>[],
  rejected: number,
): ImportCounts {
  const count = (outcome: RegistrationResult['outcome']) => results.filter((each) => each.outcome === outcome).length;
  return {
    created: before.created + count('created'),
    updated: before.updated + count('updated'),
    unchanged: before.unchanged + count('unchanged'),
    rejected: before.rejected + rejected,
  };
}

const NEXT: Partial<Readonly<Record<ImportState, ImportState>>> = { checking: 'checked', importing: 'done' };

/** The file is no longer needed once its rows are in; what came back stays for its sender, for a day. */
async function finish(parts: ImportParts, last: StoredImport): Promise<void> {
  const state = NEXT[last.state];
  if (!state || !isRunning(last)) return;
  // Before the state, for nobody comes back to what is done.
  if (state === 'done') await recordImport(parts, { ...last, state });
  const moved = await parts.imports.change(last.id, [last.state], { state });
  if (moved && state === 'done') await parts.imports.removePieces(last.id, 'file');
}
