import { z } from 'zod';
import { parseWindow, type ContactPolicy } from '../../domain/contact-policy.ts';
import type { SurveySettings } from '../../domain/survey-settings.ts';
import { CodedError } from '../../lib/coded-error.ts';
import type { SettingStore } from '../ports.ts';

export interface PolicySource {
  readonly settings: SettingStore;
  /** What holds where nothing was saved. */
  readonly defaults: SurveySettings;
  readonly zone: string;
  /** By the calendar, before what admins add and take away. */
  readonly isPublicHoliday: (day: string) => boolean;
}

export const SETTINGS_KEY = 'survey-settings';

const Saved = z
  .strictObject({
    delayMinutes: z.int(),
    window: z.string(),
    reminderHours: z.int(),
    daysOff: z.array(z.string()),
    workingDays: z.array(z.string()),
    backCheckPercent: z.int(),
  })
  .partial();

/** What holds now, and the text that it was read from. */
export async function currentSettings({ settings, defaults }: Pick<PolicySource, 'settings' | 'defaults'>): Promise<{
  readonly chosen: SurveySettings;
  readonly stored: string | null;
}> {
  const stored = await settings.get(SETTINGS_KEY);
  const saved = stored === null ? {} : Saved.parse(JSON.parse(stored));
  return { chosen: { ...defaults, ...withoutGaps(saved) }, stored };
}

/** Keys that are absent say nothing; zod types them as perhaps undefined. */
function withoutGaps(saved: z.infer<typeof Saved>): Partial<SurveySettings> {
  return Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
}

/**
 * Read for every piece of work, so that what an admin saves holds in all processes from the next one on.
 * @throws CodedError `window-malformed`
 */
export async function currentPolicy(source: PolicySource): Promise<ContactPolicy> {
  const { delayMinutes, window, reminderHours, daysOff, workingDays } = (await currentSettings(source)).chosen;
  const parsed = parseWindow(window);
  if (!parsed) throw new CodedError('window-malformed', 'The saved sending window cannot be read.');
  const isHoliday = (day: string) =>
    daysOff.includes(day) || (!workingDays.includes(day) && source.isPublicHoliday(day));
  return { zone: source.zone, window: parsed, isHoliday, delayMinutes, reminderHours };
}
