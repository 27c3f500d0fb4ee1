import { z } from 'zod';
import type { SurveySettings } from '../../../domain/survey-settings.ts';
import { readTypedDay } from '../../../domain/typed-day.ts';
import { typedField } from '../../typed-field.ts';
import { formatDay } from '../../ui/format.ts';

/** As typed. */
export const SettingsForm = z.object({
  delayMinutes: typedField(),
  window: typedField(),
  reminderHours: typedField(),
  daysOff: typedField(),
  workingDays: typedField(),
  backCheckPercent: typedField(),
});
export type SettingsForm = z.infer<typeof SettingsForm>;

/** Days are written day first in either language: that is how they are read. */
export function formOf(settings: SurveySettings): SettingsForm {
  const lines = (days: readonly string[]) => days.map((day) => formatDay(day, 'vi')).join('\n');
  return {
    delayMinutes: String(settings.delayMinutes),
    window: settings.window,
    reminderHours: String(settings.reminderHours),
    daysOff: lines(settings.daysOff),
    workingDays: lines(settings.workingDays),
    backCheckPercent: String(settings.backCheckPercent),
  };
}

/** What cannot be read stays as it was typed, or is no number: `settingFaults` finds it. */
export function settingsOf(form: SettingsForm, today: string): SurveySettings {
  return {
    delayMinutes: wholeOf(form.delayMinutes),
    window: form.window.replaceAll(/\s/g, ''),
    reminderHours: wholeOf(form.reminderHours),
    daysOff: daysOf(form.daysOff, today),
    workingDays: daysOf(form.workingDays, today),
    backCheckPercent: wholeOf(form.backCheckPercent),
  };
}

function wholeOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}

function daysOf(text: string, today: string): readonly string[] {
  const lines = text.split(/[\n,;]/).map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => readTypedDay(line, today)?.slice(0, 10) ?? line);
}
