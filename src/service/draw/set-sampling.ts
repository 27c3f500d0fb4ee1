import { nextMonth, type SamplingFaultCode } from '../../domain/draw.ts';
import { isWithin, type UnitCode } from '../../domain/unit.ts';
import { localDay, monthOf } from '../../lib/calendar.ts';
import { isReachable, type Connector } from '../integration/integration-parts.ts';
import type { ReferenceStore, SamplingRates } from '../ports.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';
import { prepareDraws, type PrepareParts } from './prepare-draws.ts';

export type SamplingParts = PrepareParts & AuditParts & { readonly references: Pick<ReferenceStore, 'units'> };

export interface SamplingFault {
  readonly field: 'unit' | 'percent';
  readonly code: SamplingFaultCode;
}

export type SamplingChange =
  | { readonly kind: 'faults'; readonly faults: readonly SamplingFault[] }
  | { readonly kind: 'set'; readonly unit: UnitCode; readonly month: string };

/**
 * What share of its dossiers a commune asks about, or every commune of a province, from the first day of the next
 * month on: while a month runs nobody changes who is asked in it. 100 asks everybody.
 */
export async function setSampling(
  parts: SamplingParts,
  by: Connector,
  { unit, percent }: { readonly unit: UnitCode; readonly percent: number },
): Promise<SamplingChange> {
  const units = await parts.references.units();
  const faults: SamplingFault[] = [];
  if (!units.has(unit)) faults.push({ field: 'unit', code: 'unit-unknown' });
  else if (!isReachable(units, by, unit)) faults.push({ field: 'unit', code: 'unit-beyond' });
  if (!Number.isInteger(percent) || percent < 1 || percent > 100)
    faults.push({ field: 'percent', code: 'percent-range' });
  if (faults.length > 0) return { kind: 'faults', faults };
  const communes = [...units.values()].filter((each) => each.parentCode !== null && isWithin(unit, each));
  const month = nextMonth(monthOf(localDay(parts.clock.now(), parts.zone)));
  await prepareDraws(parts);
  const codes = communes.map(({ code }) => code);
  const before = (await parts.draws.changeRates(month, (rates) => withRate(rates, codes, percent / 100))) ?? {};
  const facts = { setting: 'sampling', before: percentsOf(before, codes), after: String(percent), from: month };
  await recordAudit(parts, { action: 'setting.changed', actor: by.actor, subject: null, unit, facts });
  return { kind: 'set', unit, month };
}

function withRate(rates: SamplingRates, codes: readonly UnitCode[], rate: number): SamplingRates {
  const others = Object.entries(rates).filter(([code]) => !codes.includes(code));
  return Object.fromEntries([...others, ...(rate < 1 ? codes.map((code) => [code, rate] as const) : [])]);
}

/** One number, or the two ends where communes differed. */
function percentsOf(rates: SamplingRates, codes: readonly UnitCode[]): string {
  const percents = codes.map((code) => Math.round((rates[code] ?? 1) * 100));
  return [...new Set([Math.min(...percents), Math.max(...percents)])].join('-');
}
