import { isDay } from '../lib/calendar.ts';
import { parseWindow } from './contact-policy.ts';

/** How surveys go out, as admins set it: the environment's words, or what was saved over them. */
export interface SurveySettings {
  /** From the return of the result, else from completion. */
  readonly delayMinutes: number;
  /** As `parseWindow` reads it. */
  readonly window: string;
  /** From the invitation to the only reminder. */
  readonly reminderHours: number;
  /** Calendar days `YYYY-MM-DD` on which nothing goes out, beside the public holidays. */
  readonly daysOff: readonly string[];
  /** Public holidays on which it does. */
  readonly workingDays: readonly string[];
  /** Of a hundred who finish, so many are asked back; 0 asks nobody. */
  readonly backCheckPercent: number;
}
export type SettingName = keyof SurveySettings;

export interface SettingFault {
  readonly field: SettingName;
  readonly code:
    | 'delay-range'
    | 'window-malformed'
    | 'window-night'
    | 'reminder-range'
    | 'back-check-range'
    | 'day-malformed'
    | 'days-many'
    | 'day-in-both';
}

const LONGEST_DELAY_MINUTES = 43_200;
/** Seven days after the invitation the survey closes. */
const REMINDER_HOURS = { min: 12, max: 144 };
/** Nobody is written to before or after, whatever is set. */
const DAYTIME = { from: 7 * 60, to: 21 * 60 };
const MOST_DAYS = 100;
const MOST_PERCENT = 100;

/** What may not be saved. `kept` is what holds now: it may stay as it is. */
export function settingFaults(typed: SurveySettings, kept: SurveySettings): readonly SettingFault[] {
  return [
    ...(inRange(typed.delayMinutes, 0, LONGEST_DELAY_MINUTES)
      ? []
      : [{ field: 'delayMinutes', code: 'delay-range' } as const]),
    ...(typed.window === kept.window ? [] : windowFaults(typed.window)),
    ...(inRange(typed.reminderHours, REMINDER_HOURS.min, REMINDER_HOURS.max)
      ? []
      : [{ field: 'reminderHours', code: 'reminder-range' } as const]),
    ...(inRange(typed.backCheckPercent, 0, MOST_PERCENT)
      ? []
      : [{ field: 'backCheckPercent', code: 'back-check-range' } as const]),
    ...dayFaults('daysOff', typed.daysOff),
    ...dayFaults('workingDays', typed.workingDays),
    ...(typed.workingDays.some((day) => typed.daysOff.includes(day))
      ? [{ field: 'workingDays', code: 'day-in-both' } as const]
      : []),
  ];
}

function inRange(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function windowFaults(text: string): readonly SettingFault[] {
  const window = parseWindow(text);
  if (window?.kind !== 'spans') return [{ field: 'window', code: 'window-malformed' }];
  const isDaytime = window.spans.every(({ from, to }) => from >= DAYTIME.from && to <= DAYTIME.to);
  return isDaytime ? [] : [{ field: 'window', code: 'window-night' }];
}

function dayFaults(field: 'daysOff' | 'workingDays', days: readonly string[]): readonly SettingFault[] {
  if (days.length > MOST_DAYS) return [{ field, code: 'days-many' }];
  return days.every(isDay) ? [] : [{ field, code: 'day-malformed' }];
}

/** Only what differs is kept, so that a setting that is put back follows the environment again. */
export function overridesOf(chosen: SurveySettings, defaults: SurveySettings): Partial<SurveySettings> {
  return Object.fromEntries(changedSettings(defaults, chosen).map((name) => [name, chosen[name]]));
}

export function changedSettings(before: SurveySettings, after: SurveySettings): readonly SettingName[] {
  const names: readonly SettingName[] = [
    'delayMinutes',
    'window',
    'reminderHours',
    'daysOff',
    'workingDays',
    'backCheckPercent',
  ];
  return names.filter((name) => String(before[name]) !== String(after[name]));
}
