import { nationalCode } from '../domain/procedure.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import type { ContactPolicy } from '../domain/contact-policy.ts';
import type { ReferenceStore } from './ports.ts';

export interface StatutoryParts {
  readonly references: Pick<ReferenceStore, 'procedures'>;
  readonly policy: Pick<ContactPolicy, 'isHoliday'>;
}

/** The day on which a procedure's result is due at the latest, from the day of reception; null where the law's time is not on file. */
export async function statutoryDue(
  parts: StatutoryParts,
): Promise<(procedure: string, receivedOn: string) => string | null> {
  const procedures = await parts.references.procedures();
  return (procedure, receivedOn) => {
    const days = procedures.get(nationalCode(procedure) ?? '')?.workingDays ?? null;
    return days === null ? null : addWorkingDays(receivedOn, days, parts.policy.isHoliday);
  };
}
