import { withPolicy } from '../../src/app/policy-source.ts';
import type { Parts } from '../../src/app/parts.ts';
import { addDays, localDay, startOfDay } from '../../src/lib/calendar.ts';
import { registerDossiers } from '../../src/service/register-dossiers.ts';
import type { SurveyLinks } from '../../src/service/survey-links.ts';
import { USUAL_DOSSIER } from '../support/usual-dossier.ts';

/**
 * A dossier without a phone number whose slip can be opened at once: one a day, the same however often the
 * demonstration is started.
 */
export async function sampleSlip(parts: Parts): Promise<SurveyLinks | null> {
  const now = parts.clock.now();
  const today = localDay(now, parts.zone);
  const row = {
    code: `H26.99.01-${today.slice(2).replaceAll('-', '')}-9001`,
    unit: '99001',
    procedure: '2.000815',
    filedVia: 'counter',
    receivedAt: startOfDay(today, parts.zone),
    dueAt: startOfDay(addDays(today, 1), parts.zone),
    completedAt: null,
    phone: null,
    ...USUAL_DOSSIER,
  } as const;
  const known = await parts.dossiers.find(row.code);
  const rows = [{ ...row, completedAt: known?.dossier.completedAt ?? now }];
  const [result] = await registerDossiers(await withPolicy(parts), { rows, actor: 'demo', scope: null, dryRun: false });
  return result?.links ?? null;
}
