import { boundsWithout, type Bounds } from '../domain/interference/index-bounds.ts';
import type { Review } from '../domain/interference/review.ts';
import type { Satisfaction } from '../domain/satisfaction.ts';
import { isWithin, type UnitScope } from '../domain/unit.ts';
import { addDays, localDay, monthOf } from '../lib/calendar.ts';
import type { Clock, FindingCount, FindingPlace, InterferenceStore, KeptFinding } from './ports.ts';
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

export interface FindingPage extends FindingCount {
  readonly findings: readonly ShownFinding[];
  /** Where the next page goes on; null on the last one. */
  readonly next: FindingPlace | null;
}

const MONTHS = 3;
const PAGE_SIZE = 20;

/** All that the screens do with signs of interference, with its parts already given. */
export interface FindingDesk {
  /** One page, from after a place; `held` stands on it, also when others have come before it since it was shown. */
  show(scope: UnitScope, after: FindingPlace | null, held: KeptFinding | null): Promise<FindingPage>;
  /** Null when there is no such finding in the scope. */
  find(id: string, scope: UnitScope): Promise<KeptFinding | null>;
  /** Says of a finding what looking into it has shown; it changes no response. False when the finding is gone. */
  review(finding: KeptFinding, review: Review): Promise<boolean>;
}

export function findingDesk(parts: FindingParts): FindingDesk {
  const { interference, clock, zone } = parts;
  return {
    show: (scope, after, held) => showFindings(parts, { scope, after, held }),
    find: (id, scope) => findFinding(parts, id, scope),
    review: ({ id }, review) => interference.review(id, review, localDay(clock.now(), zone)),
  };
}

interface Showing {
  readonly scope: UnitScope;
  readonly after: FindingPlace | null;
  readonly held: KeptFinding | null;
}

/** Signs of the last three months. */
async function showFindings(parts: FindingParts, { scope, after, held }: Showing): Promise<FindingPage> {
  const { interference, clock, zone } = parts;
  const query = { scope, months: monthsBack(localDay(clock.now(), zone), MONTHS) };
  const [found, counts] = await Promise.all([
    interference.list(query, after, PAGE_SIZE + 1),
    interference.count(query),
  ]);
  const page = found.slice(0, PAGE_SIZE);
  const findings = withHeld(page, held).map(async (finding) => ({ finding, index: await boundsOf(parts, finding) }));
  return {
    ...counts,
    findings: await Promise.all(findings),
    next: found.length > PAGE_SIZE ? (page.at(-1) ?? null) : null,
  };
}

function withHeld(page: readonly KeptFinding[], held: KeptFinding | null): readonly KeptFinding[] {
  return held === null || page.some(({ id }) => id === held.id) ? page : [held, ...page];
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
