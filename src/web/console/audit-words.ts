import { AUDIT_ACTIONS, readActor, type AuditEntry } from '../../domain/audit.ts';
import type { Locale } from '../../domain/locale.ts';
import { auditText as en } from '../../domain/text/en/audit.ts';
import { auditText as vi, type AuditText } from '../../domain/text/vi/audit.ts';
import { assertNever } from '../../lib/assert-never.ts';

/** Of people and keys by id. */
type Names = ReadonlyMap<string, string>;

export function auditTextFor(locale: Locale): AuditText {
  return locale === 'vi' ? vi : en;
}

export function actionWords({ action }: AuditEntry, text: AuditText): string {
  return actionName(action, text);
}

/** Versions to come may have recorded what this one does not know. */
export function actionName(action: string, text: AuditText): string {
  const known = AUDIT_ACTIONS.find((each) => each === action);
  return known ? text.actions[known] : action;
}

export function whoWords({ actor }: AuditEntry, names: Names, text: AuditText): string {
  const who = readActor(actor);
  switch (who.kind) {
    case 'person':
    case 'key':
      return names.get(who.id) ?? text.gone;
    case 'command':
      return text.command;
    case 'nobody':
      return text.nobody;
    default:
      return assertNever(who);
  }
}

/** Nothing where somebody did it to themselves. */
export function subjectWords({ actor, subject }: AuditEntry, names: Names, text: AuditText): string {
  if (subject === null || actor === `person:${subject}`) return '';
  return names.get(subject) ?? text.gone;
}

export function factWords({ facts }: AuditEntry, text: AuditText): string {
  return Object.entries(facts)
    .map(([key, value]) => `${text.facts[key] ?? key}: ${String(value)}`)
    .join(' · ');
}
