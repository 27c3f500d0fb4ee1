import { idsOfEntry, type AuditEntry } from '../domain/audit.ts';
import type { UnitScope } from '../domain/unit.ts';
import type { AuditStore } from './ports.ts';
import type { AuditFilter } from './show-audit.ts';

export interface NamedEntry {
  readonly entry: AuditEntry;
  /** Of people and keys by id, as far as they still have one. */
  readonly names: ReadonlyMap<string, string>;
}

/** What one file takes: more than any office reads, and well under what a spreadsheet opens. */
export const AUDIT_EXPORT_LIMIT = 100_000;
const BATCH = 1_000;

/** Entries of units within the scope, newest first, read while they are written. */
export async function* exportAudit(
  { audit }: { readonly audit: AuditStore },
  { action }: Pick<AuditFilter, 'action'>,
  scope: UnitScope,
): AsyncGenerator<NamedEntry> {
  let before: number | null = null;
  for (let sent = 0; sent < AUDIT_EXPORT_LIMIT; sent += BATCH) {
    const entries: readonly AuditEntry[] = await audit.find({ action, before, scope, limit: BATCH });
    const names = await audit.namesOf([...new Set(entries.flatMap(idsOfEntry))]);
    for (const entry of entries) yield { entry, names };
    before = entries.at(-1)?.position ?? null;
    if (entries.length < BATCH) return;
  }
}
