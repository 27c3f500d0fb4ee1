import type { UnitScope } from './unit.ts';

/** Everything that is recorded, as `noun.verb`. */
export const AUDIT_ACTIONS = [
  'session.opened',
  'session.refused',
  'session.locked',
  'session.closed',
  'sessions.ended',
  'dossier.recorded',
  'dossier.undone',
  'dossiers.imported',
  'units.imported',
  'procedures.imported',
  'staff-phones.imported',
  'finding.reviewed',
  'month.reconciled',
  'person.told',
  'person.erased',
  'consent.withdrawn',
  'request.taken',
  'request.answered',
  'request.closed',
  'key.created',
  'key.revoked',
  'webhook.added',
  'webhook.enabled',
  'webhook.removed',
  'person.invited',
  'person.joined',
  'person.changed',
  'person.deactivated',
  'person.reactivated',
  'password.changed',
  'password.link-made',
  'password.set',
  'second-factor.added',
  'second-factor.removed',
  'recovery-code.used',
  'setting.changed',
  'survey.draft-started',
  'survey.draft-changed',
  'survey.draft-discarded',
  'survey.published',
  'export.downloaded',
  'dead-letter.retried',
  'dead-letter.dropped',
  'improvement.written',
  'backup.made',
  'backup.restored',
  'keys.rotated',
  'keys.retired',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it: by random id, never by name. `command` is the operator at the machine, `nobody` has not signed in. */
export type AuditActor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'key'; readonly id: string }
  | { readonly kind: 'command' }
  | { readonly kind: 'nobody' };

/** Counts, codes and names of fields: never a name, phone, dossier code or text that somebody typed. */
export type AuditFacts = Readonly<Record<string, string | number | boolean>>;

export interface AuditEvent {
  readonly action: AuditAction;
  readonly actor: AuditActor;
  /** Id of the person, key or setting concerned. */
  readonly subject: string | null;
  /** Of whom or what is concerned: decides who may read the entry. Null for the whole country. */
  readonly unit: UnitScope;
  readonly facts: AuditFacts;
}

/** An entry with its place; `actor` is written `person:<id>`, `key:<id>`, `command` or `nobody`. */
export interface AuditEntry {
  /** 1, 2, 3 … without gaps. */
  readonly position: number;
  readonly id: string;
  readonly recordedAt: Date;
  readonly action: string;
  readonly actor: string;
  readonly subject: string | null;
  readonly unit: UnitScope;
  readonly facts: AuditFacts;
}

/** An entry and what binds it to the one before; seals are lower-case hex. */
export interface AuditLink extends AuditEntry {
  readonly previousSeal: string;
  readonly seal: string;
}

/** The end of the log; position 0 and an empty seal when there is nothing in it. */
export interface AuditHead {
  readonly position: number;
  readonly seal: string;
}

export function writeActor(actor: AuditActor): string {
  return 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}

export function readActor(written: string): AuditActor {
  const [kind = '', id = ''] = written.split(/:(.*)/s);
  if (kind === 'person' || kind === 'key') return { kind, id };
  return { kind: written === 'command' ? 'command' : 'nobody' };
}

/** Of the people and keys that an entry speaks of. */
export function idsOfEntry({ actor, subject }: Pick<AuditEntry, 'actor' | 'subject'>): readonly string[] {
  const who = readActor(actor);
  return [...('id' in who ? [who.id] : []), ...(subject === null ? [] : [subject])];
}

/** What is sealed: the same bytes for the same entry, whatever order its facts are kept in. */
export function sealedText(entry: AuditEntry, previousSeal: string): string {
  const facts = Object.entries(entry.facts).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const { position, id, recordedAt, action, actor, subject, unit } = entry;
  return JSON.stringify([position, id, recordedAt.toISOString(), action, actor, subject, unit, facts, previousSeal]);
}

export function headText({ position, seal }: AuditHead): string {
  return JSON.stringify(['head', position, seal]);
}

/** What is wrong with a log, at the first place where something is. */
export type AuditBreach =
  /** Changed, or put in by somebody without the key. */
  | { readonly kind: 'altered'; readonly position: number; readonly id: string }
  /** An entry was taken out before this one. */
  | { readonly kind: 'missing'; readonly position: number }
  /** Entries after this position were taken away. */
  | { readonly kind: 'cut-off'; readonly position: number; readonly until: number }
  /** The record of the end was changed by somebody without the key, or set back. */
  | { readonly kind: 'head-altered'; readonly position: number };

/**
 * The next step of a walk along the log: what is wrong with this link after `before`, or null.
 * `sealOf` computes the seal that the text must have.
 */
export function breachAt(before: AuditHead, link: AuditLink, sealOf: (text: string) => string): AuditBreach | null {
  if (link.position > before.position + 1) return { kind: 'missing', position: before.position + 1 };
  const fits = link.previousSeal === before.seal && link.seal === sealOf(sealedText(link, link.previousSeal));
  return fits ? null : { kind: 'altered', position: link.position, id: link.id };
}
