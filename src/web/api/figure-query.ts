import { z } from 'zod';
import { addDays, isDay, localDay, monthOf } from '../../lib/calendar.ts';
import { WebError } from '../problem.ts';

const day = z
  .string({ error: 'must be one day, such as 2026-10-08' })
  .refine(isDay, { error: 'must be a day, such as 2026-10-08' });
const unit = z
  .string({ error: 'must be one unit code' })
  .regex(/^\d{2}(?:\d{3})?$/, 'must be a commune code of five digits or a province code of two');
const procedure = z
  .string({ error: 'must be one procedure code' })
  .regex(/^\d\.\d{6}$/, 'must be a national procedure code, such as 1.000894');

const shared = { from: day.optional(), to: day.optional(), unit: unit.optional(), procedure: procedure.optional() };

export const RATE_CHANNELS = ['telegram', 'zalo', 'web', 'slip'] as const;
export const RATE_GROUPINGS = ['unit', 'procedure', 'channel', 'filedVia', 'month'] as const;
export const INDEX_GROUPINGS = ['factor', 'month'] as const;

export const RatesQuery = z.strictObject({
  ...shared,
  channel: oneOf(RATE_CHANNELS).optional(),
  groupBy: oneOf(RATE_GROUPINGS).optional(),
});
export const IndicesQuery = z.strictObject({ ...shared, groupBy: oneOf(INDEX_GROUPINGS).optional() });

export interface Period {
  /** Local calendar days, inclusive. */
  readonly from: string;
  readonly to: string;
}

interface AskedPeriod {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const RATE_DAYS = 30;
const INDEX_MONTHS = 6;
const LONGEST_DAYS = 3660;

/** @throws WebError 400, naming every parameter at fault and what to write instead */
export function readQuery<Query>(schema: z.ZodType<Query>, given: unknown): Query {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new WebError(400, 'query-malformed', parsed.error.issues.map(describe).join('; '));
}

/** The last thirty days. */
export function ratePeriod(query: AskedPeriod, now: Date, zone: string): Period {
  const to = query.to ?? localDay(now, zone);
  return checked({ from: query.from ?? addDays(to, 1 - RATE_DAYS), to });
}

/** The last six calendar months, the present one included. */
export function indexPeriod(query: AskedPeriod, now: Date, zone: string): Period {
  const to = query.to ?? localDay(now, zone);
  return checked({ from: query.from ?? monthsBefore(to, INDEX_MONTHS - 1), to });
}

function checked(period: Period): Period {
  if (period.from > period.to) throw new WebError(400, 'period-reversed', '"from" must not be after "to".');
  if (addDays(period.from, LONGEST_DAYS) < period.to)
    throw new WebError(400, 'period-too-long', 'Ask for ten years at most.');
  return period;
}

function monthsBefore(to: string, months: number): string {
  const first = new Date(monthOf(to));
  first.setUTCMonth(first.getUTCMonth() - months);
  return first.toISOString().slice(0, 10);
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no parameter "${issue.keys.join('", "')}"`;
  return `"${issue.path.join('.')}" ${issue.message}`;
}
