import type { AuditHead, AuditLink } from '../../domain/audit.ts';
import type { UnitScope } from '../../domain/unit.ts';

export interface SealedHead extends AuditHead {
  /** Of position and seal; hex. */
  readonly proof: string;
}

export interface AuditQuery {
  readonly scope: UnitScope;
  /** Null for every action. */
  readonly action: string | null;
  /** Only what came before this position; null from the end. */
  readonly before: number | null;
  readonly limit: number;
}

export interface AuditStore {
  /** Adds one link after the head, alone: whoever comes at the same moment waits. Nothing where one of this id is there. */
  append(id: string, next: (head: AuditHead) => { readonly link: AuditLink; readonly proof: string }): Promise<void>;
  head(): Promise<SealedHead>;
  /** In order, after this position. */
  linksAfter(position: number, limit: number): Promise<readonly AuditLink[]>;
  /** Newest first, of units within the scope. */
  find(query: AuditQuery): Promise<readonly AuditLink[]>;
  /** What the people and keys of these ids are called now. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
