import type { SurveySettings } from '../../domain/survey-settings.ts';
import { currentSettings } from './current-policy.ts';
import { saveSettings, type SettingsParts } from './save-settings.ts';

export type SettingsDesk = ReturnType<typeof openSettingsDesk>;

/** Every use case about settings, with its parts already given. */
export function openSettingsDesk(parts: SettingsParts) {
  return {
    defaults: parts.defaults,
    current: async () => (await currentSettings(parts)).chosen,
    save: (personId: string, typed: SurveySettings) => saveSettings(parts, personId, typed),
  };
}
