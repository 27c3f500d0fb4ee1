import { boundsWithout, type Bounds } from '../domain/interference/index-bounds.ts';
import type { Review } from '../domain/interference/review.ts';
import type { Satisfaction } from '../domain/satisfaction.ts';
import { isWithin, type UnitScope } from '../domain/unit.ts';
import { addDays, localDay, monthOf } from '../lib/calendar.ts';
import type { Clock, InterferenceStore, KeptFinding } from './ports.ts';
import { showIndices } from './show-indices.ts';
import type { FigureParts } from './show-rates.ts';

export interface FindingParts extends FigureParts {
  readonly interference: InterferenceStore;
  readonly clock: Clock;
  readonly zone: string;
}

/** A finding with the share satisfied of its unit and month, and where that lies without the doubtful responses. */
export interface ShownFinding {
  readonly finding: KeptFinding;
  /** Percent; null while nothing is published of the month, and for findings that are not confirmed. */
  readonly index: { readonly shown: number; readonly bounds: Bounds } | null;
}

const MONTHS = 3;

/** All that the screens do with signs of interference, with its parts already given. */
export interface FindingDesk {
  show(scope: UnitScope): Promise<readonly ShownFinding[]>;
  /** Null when there is no such finding in the scope. */
  find(id: string, scope: UnitScope): Promise<KeptFinding | null>;
  /** Says of a finding what looking into it has shown; it changes no response. False when the finding is gone. */
  review(finding: KeptFinding, review: Review): Promise<boolean>;
}

export function findingDesk(parts: FindingParts): FindingDesk {
  const { interference, clock, zone } = parts;
  return {
    show: (scope) => showFindings(parts, scope),
    find: (id, scope) => findFinding(parts, id, scope),
    review: ({ id }, review) => interference.review(id, review, localDay(clock.now(), zone)),
  };
}

/** Signs of the last three months. */
async function showFindings(parts: FindingParts, scope: UnitScope): Promise<readonly ShownFinding[]> {
  const today = localDay(parts.clock.now(), parts.zone);
  const findings = await parts.interference.list({ scope, months: monthsBack(today, MONTHS) });
  return Promise.all(findings.map(async (finding) => ({ finding, index: await boundsOf(parts, finding) })));
}

async function findFinding(parts: FindingParts, id: string, scope: UnitScope): Promise<KeptFinding | null> {
  const finding = await parts.interference.find(id);
  const unit = finding && (await parts.references.units()).get(finding.unitCode);
  return finding && unit && isWithin(scope, unit) ? finding : null;
}

function monthsBack(day: string, count: number): readonly string[] {
  const month = monthOf(day);
  return count === 1 ? [month] : [month, ...monthsBack(addDays(month, -1), count - 1)];
}

async function boundsOf(parts: FindingParts, { unitCode, month, review }: KeptFinding): Promise<ShownFinding['index']> {
  if (review?.kind !== 'confirmed') return null;
  const filter = { from: month, to: month, unit: unitCode, procedure: null, filedVia: null };
  const { overall } = await showIndices(parts, filter, { scope: null, ward: false });
  return overall.kind === 'figures' ? inPercent(overall, review.suspect) : null;
}

/** Every doubtful response takes its part of the answers with it. */
function inPercent(
  overall: Extract<Satisfaction, { readonly kind: 'figures' }>,
  suspect: number,
): ShownFinding['index'] {
  const { answers, responses, share } = overall;
  const perResponse = answers / responses;
  const bounds = boundsWithout((share.value / 100) * answers, answers, suspect * perResponse);
  return bounds && { shown: share.value, bounds: { low: 100 * bounds.low, high: 100 * bounds.high } };
}
