import { alertsOf, type Alert, type Change, type RequestAlert, type Share } from '../domain/alerts.ts';
import { NEAR_DAYS } from '../domain/person-request.ts';
import type { RateCounts, RateGrouping } from '../domain/rate.ts';
import { COUNTRY, type UnitCode } from '../domain/unit.ts';
import { addDays, firstOfMonth } from '../lib/calendar.ts';
import { checkScope } from './check-scope.ts';
import type { RequestStore } from './ports.ts';
import type { FigureParts, Viewer } from './show-rates.ts';

/** A survey lasts seven days from the first message, which may wait for a holiday to pass. */
const RUN_OUT_DAYS = 12;
const MONTHS_BEFORE = 3;
const WEEK = 7;
const WEEKS_BEFORE_DAYS = 28;

export interface AlertParts extends FigureParts {
  readonly requests: Pick<RequestStore, 'pressing'>;
}

/**
 * What somebody who answers for a unit should look at, from the register alone: what the law gives days for, then figures.
 * @param today local calendar day
 * @throws CodedError `unit-out-of-scope`
 */
export async function showAlerts(
  parts: AlertParts,
  asked: { readonly unit: UnitCode | null; readonly today: string },
  viewer: Viewer,
): Promise<readonly Alert[]> {
  await checkScope(parts.references, asked.unit, viewer.scope);
  const unit = asked.unit ?? viewer.scope ?? COUNTRY;
  const counts = (from: string, to: string, by: RateGrouping) =>
    parts.figures.counts({ from, to, unit, procedure: null, channel: null }, by, viewer.scope);
  const month = firstOfMonth(addDays(asked.today, -RUN_OUT_DAYS), -1);
  const [start, end] = [firstOfMonth(month, -MONTHS_BEFORE), addDays(firstOfMonth(month, 1), -1)];
  const [week, weeks] = [addDays(asked.today, -WEEK), addDays(asked.today, -WEEK - WEEKS_BEFORE_DAYS)];
  const [requests, nowLate, beforeLate, nowBy, beforeBy] = await Promise.all([
    viewer.ward ? [] : requestAlerts(parts, unit, asked.today),
    counts(month, end, 'late'),
    counts(start, addDays(month, -1), 'late'),
    counts(week, addDays(asked.today, -1), 'channel'),
    counts(weeks, addDays(week, -1), 'channel'),
  ]);
  const moved = alertsOf({
    month,
    response: { now: responseOf(nowLate), before: responseOf(beforeLate) },
    lateness: { now: latenessOf(nowLate), before: latenessOf(beforeLate) },
    channels: nowBy.map((row) => ({ channel: row.key, ...deliveryOf(row, beforeBy) })),
  });
  return [...requests, ...moved];
}

/** Those who take requests in see them all; a commune has none. */
async function requestAlerts(
  { requests }: AlertParts,
  unit: UnitCode,
  today: string,
): Promise<readonly RequestAlert[]> {
  const { overdue, soon, day } = await requests.pressing(unit, today, addDays(today, NEAR_DAYS));
  if (day === null) return [];
  return overdue > 0
    ? [{ kind: 'requests-overdue', count: overdue, day }]
    : [{ kind: 'requests-due', count: soon, day }];
}

function responseOf(rows: readonly RateCounts[]): Share {
  return { count: sum(rows, 'finished'), total: sum(rows, 'delivered') };
}

function latenessOf(rows: readonly RateCounts[]): Share {
  const late = rows.filter(({ key }) => key === 'late');
  return { count: sum(late, 'completed'), total: sum(rows, 'completed') };
}

function deliveryOf(row: RateCounts, before: readonly RateCounts[]): Change {
  const same = before.filter(({ key }) => key === row.key);
  return {
    now: { count: row.delivered, total: row.invited },
    before: { count: sum(same, 'delivered'), total: sum(same, 'invited') },
  };
}

function sum(rows: readonly RateCounts[], count: 'completed' | 'invited' | 'delivered' | 'finished'): number {
  return rows.reduce((total, row) => total + row[count], 0);
}
