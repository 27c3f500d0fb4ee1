import type { AuditActor, AuditEvent } from '../../domain/audit.ts';
import type { Standing } from '../../domain/person.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';
import type { Mailer, Person, PersonStore, ReferenceStore } from '../ports.ts';

export interface PeopleParts extends AuditParts {
  readonly people: PersonStore;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly publicUrl: string;
  /** Null: links are shown on screen only. */
  readonly mailer: Mailer | null;
}

/** Somebody who is signed in and manages people, or their own account. */
export interface Manager extends Standing {
  readonly id: string;
}

/** One entry about one person. */
export function recordOf(
  parts: AuditParts,
  by: Manager | 'nobody',
  action: AuditEvent['action'],
  person: Pick<Person, 'id' | 'scope'>,
  facts: AuditEvent['facts'] = {},
): Promise<void> {
  const actor: AuditActor = by === 'nobody' ? { kind: 'nobody' } : { kind: 'person', id: by.id };
  return recordAudit(parts, { action, actor, subject: person.id, unit: person.scope, facts });
}
