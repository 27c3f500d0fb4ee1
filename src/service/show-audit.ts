import { idsOfEntry, type AuditEntry } from '../domain/audit.ts';
import type { UnitScope } from '../domain/unit.ts';
import type { AuditStore } from './ports.ts';

export interface AuditFilter {
  /** Null for every action. */
  readonly action: string | null;
  /** Only entries before this position; null for the newest. */
  readonly before: number | null;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Where the next page goes on; null on the last one. */
  readonly next: number | null;
  /** Of people and keys by id, as far as they still have one. */
  readonly names: ReadonlyMap<string, string>;
}

const PAGE_SIZE = 50;

/** One page of the audit log, of units within the scope. */
export async function showAudit(
  { audit }: { readonly audit: AuditStore },
  filter: AuditFilter,
  scope: UnitScope,
): Promise<AuditPage> {
  const found = await audit.find({ ...filter, scope, limit: PAGE_SIZE + 1 });
  const entries = found.slice(0, PAGE_SIZE);
  const names = await audit.namesOf([...new Set(entries.flatMap(idsOfEntry))]);
  return { entries, next: found.length > PAGE_SIZE ? (entries.at(-1)?.position ?? null) : null, names };
}
