import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { parseWindow, type ContactPolicy } from '../domain/contact-policy.ts';
import { CodedError } from '../lib/coded-error.ts';
import { holidayCalendar, HolidayOverrides } from '../lib/holidays.ts';
import { packageRoot } from '../lib/package-root.ts';

const OVERRIDES = join(packageRoot(), 'prisma', 'seed', 'holidays.json');

/** @throws CodedError `config-invalid` when the window's spans overlap or run backwards */
export async function contactPolicyOf(config: Config): Promise<ContactPolicy> {
  const window = parseWindow(config.survey.window);
  if (!window) throw new CodedError('config-invalid', 'SURVEY_WINDOW has spans that overlap or run backwards.');
  const overrides = HolidayOverrides.parse(JSON.parse(await readFile(OVERRIDES, 'utf8')));
  const isHoliday = holidayCalendar({ country: 'VN', overrides });
  return { zone: config.timeZone, window, isHoliday, delayMinutes: config.survey.delayMinutes };
}
