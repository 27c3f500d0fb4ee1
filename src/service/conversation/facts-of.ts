import { dossierTail } from '../../domain/dossier-code.ts';
import type { Facts } from '../../domain/text/facts.ts';
import type { Unit } from '../../domain/unit.ts';
import { localDay } from '../../lib/calendar.ts';
import type { Thread } from './thread.ts';

/** What the wording of a thread's messages may mention. */
export function factsOf(thread: Thread, zone: string, complaintPhone: string): Facts {
  const { dossier, invitation } = thread;
  const day = (instant: Date | null): string | null => (instant === null ? null : localDay(instant, zone));
  return {
    unitName: agencyName(thread.unit),
    dossierTail: dossierTail(dossier.code),
    dueOn: localDay(dossier.dueAt, zone),
    returnedOn: day(dossier.returnedAt ?? dossier.completedAt),
    outcome: dossier.outcome,
    late: invitation?.late ?? false,
    lateReason: dossier.lateReason,
    apologySentOn: day(dossier.apologySentAt),
    shortCode: dossier.shortCode,
    closesOn: day(invitation?.notAfter ?? null),
    complaintPhone,
    bereavement: thread.tone === 'bereavement',
  };
}

/** "UBND phường Cầu Giấy": the body in whose name we ask. */
export function agencyName(unit: Unit): string {
  return `UBND ${unit.type} ${unit.name}`;
}
