import type { FilingChannel } from '../../../src/domain/dossier.ts';
import { addDays, monthOf, timeOfDay } from '../../../src/lib/calendar.ts';
import { COMMUNES, FILED_VIA, PROCEDURES, type Commune } from './communes.ts';
import { dice, type Dice } from './dice.ts';

/** A dossier as a one-stop system would report it. */
export interface PlannedDossier {
  readonly commune: Commune;
  readonly code: string;
  readonly procedure: string;
  readonly filedVia: FilingChannel;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly completedAt: Date;
  /** E.164 */
  readonly phone: string | null;
  readonly isOrganisation: boolean;
  /** For everything else that happens to it. */
  readonly seed: number;
}

const MONTHS = 6;
const SEED = 20_260_701;
const HAS_PHONE = 0.9;
const IS_ORGANISATION = 0.05;
const RESIDENTS = 3_000;

/** Six months up to yesterday, the current one as far as it has come; by month, in order of completion. */
export function planHistory(today: string, zone: string): ReadonlyMap<string, readonly PlannedDossier[]> {
  const numbers = new Map<string, number>();
  return new Map(monthsUpTo(today).map((month) => [month, planMonth(month, today, zone, numbers)]));
}

function monthsUpTo(today: string): readonly string[] {
  const months = [monthOf(today)];
  while (months.length < MONTHS) months.unshift(monthOf(addDays(months[0] ?? today, -1)));
  return months;
}

function planMonth(
  month: string,
  today: string,
  zone: string,
  numbers: Map<string, number>,
): readonly PlannedDossier[] {
  const next = monthOf(addDays(month, 31));
  const all = workingDays(month, next);
  const days = all.filter((day) => day < today);
  const planned = COMMUNES.flatMap((commune) => {
    const chance = dice(SEED + Number(month.replaceAll('-', '')) * 7 + Number(commune.code));
    const count = Math.round((commune.monthly * (0.94 + chance.roll() * 0.12) * days.length) / all.length);
    return Array.from({ length: count }, () => planDossier(commune, days, zone, chance));
  });
  const ordered = planned.toSorted((a, b) => a.completedAt.getTime() - b.completedAt.getTime());
  return ordered.map(({ receivedOn, ...one }) =>
    Object.assign(one, { code: codeOf(one.commune, receivedOn, numbers) }),
  );
}

/** Saturdays and Sundays the counters are closed. */
function workingDays(from: string, before: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day < before; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day);
  return days;
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function planDossier(commune: Commune, days: readonly string[], zone: string, chance: Dice) {
  const procedure = chance.pick(PROCEDURES);
  const completedOn = days[chance.between(0, days.length - 1)] ?? days[0] ?? '';
  const overdue = chance.chance(commune.late) ? chance.between(1, 4) : 0;
  const receivedOn = stepBack(completedOn, procedure.days + overdue);
  const minute = chance.between(8 * 60, 16 * 60 + 30);
  return {
    commune,
    procedure: procedure.code,
    filedVia: chance.pick(FILED_VIA),
    receivedOn,
    receivedAt: timeOfDay(receivedOn, Math.max(7 * 60 + 30, minute - chance.between(20, 180)), zone),
    dueAt: timeOfDay(stepBack(completedOn, overdue), 17 * 60, zone),
    completedAt: timeOfDay(completedOn, minute, zone),
    phone: chance.chance(HAS_PHONE) ? phoneOf(commune, chance.between(0, RESIDENTS - 1)) : null,
    isOrganisation: chance.chance(IS_ORGANISATION),
    seed: Math.floor(chance.roll() * 2 ** 32),
  };
}

function stepBack(day: string, workingDaysBefore: number): string {
  let found = day;
  for (let left = workingDaysBefore; left > 0;) {
    found = addDays(found, -1);
    if (isWorkingDay(found)) left -= 1;
  }
  return found;
}

/** A range that is made up at first sight: 0900 01 0001 and following. */
function phoneOf(commune: Commune, resident: number): string {
  return `+84900${String(Number(commune.code.slice(-1)) * 10_000 + resident + 1).padStart(6, '0')}`;
}

function codeOf(commune: Commune, receivedOn: string, numbers: Map<string, number>): string {
  const start = `${commune.agency}-${receivedOn.slice(2).replaceAll('-', '')}`;
  const number = (numbers.get(start) ?? 0) + 1;
  numbers.set(start, number);
  return `${start}-${String(number).padStart(4, '0')}`;
}
