import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { parseWindow, type ContactPolicy } from '../domain/contact-policy.ts';
import { CodedError } from '../lib/coded-error.ts';
import { holidayCalendar, HolidayOverrides } from '../lib/holidays.ts';
import { packageRoot } from '../lib/package-root.ts';
import type { SettingStore } from '../service/ports.ts';
import { currentPolicy, currentSettings, type PolicySource } from '../service/settings/current-policy.ts';

const OVERRIDES = join(packageRoot(), 'prisma', 'seed', 'holidays.json');
const REMINDER_HOURS = 48;

/**
 * The environment's words for how surveys go out, to which admins' settings are added.
 * @throws CodedError `config-invalid` when the window's spans overlap or run backwards
 */
export async function policySource(config: Config, settings: SettingStore): Promise<PolicySource> {
  const { delayMinutes, window, backCheckPercent } = config.survey;
  if (!parseWindow(window))
    throw new CodedError('config-invalid', 'SURVEY_WINDOW has spans that overlap or run backwards.');
  const overrides = HolidayOverrides.parse(JSON.parse(await readFile(OVERRIDES, 'utf8')));
  return {
    settings,
    defaults: {
      delayMinutes,
      window,
      reminderHours: REMINDER_HOURS,
      daysOff: [],
      workingDays: [],
      backCheckPercent,
    },
    zone: config.timeZone,
    isPublicHoliday: holidayCalendar({ country: 'VN', overrides }),
  };
}

/** The parts with the policy that holds now: use cases are given it for one piece of work, and never keep it. */
export async function withPolicy<Parts extends { readonly policySource: PolicySource }>(
  parts: Parts,
): Promise<Parts & { readonly policy: ContactPolicy }> {
  return { ...parts, policy: await currentPolicy(parts.policySource) };
}

/** The parts with how many are asked back now. */
export async function withBackCheck<Parts extends { readonly policySource: PolicySource }>(
  parts: Parts,
): Promise<Parts & { readonly backCheckPercent: number }> {
  const { chosen } = await currentSettings(parts.policySource);
  return { ...parts, backCheckPercent: chosen.backCheckPercent };
}
