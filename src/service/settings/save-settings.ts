import {
  changedSettings,
  overridesOf,
  settingFaults,
  type SettingFault,
  type SettingName,
  type SurveySettings,
} from '../../domain/survey-settings.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';
import { currentSettings, SETTINGS_KEY, type PolicySource } from './current-policy.ts';

export type SettingsParts = AuditParts & Pick<PolicySource, 'settings' | 'defaults'>;

export type Saving =
  | { readonly kind: 'faults'; readonly faults: readonly SettingFault[] }
  | { readonly kind: 'saved'; readonly changed: readonly SettingName[] }
  /** Somebody else saved in the same moment. */
  | { readonly kind: 'overtaken' };

/** Saves how surveys go out, one entry in the audit log for each setting that changes, with what it was before. */
export async function saveSettings(parts: SettingsParts, personId: string, typed: SurveySettings): Promise<Saving> {
  const { chosen, stored } = await currentSettings(parts);
  const next = { ...typed, daysOff: inOrder(typed.daysOff), workingDays: inOrder(typed.workingDays) };
  const faults = settingFaults(next, chosen);
  if (faults.length > 0) return { kind: 'faults', faults };
  const changed = changedSettings(chosen, next);
  if (changed.length === 0) return { kind: 'saved', changed };
  const text = JSON.stringify(overridesOf(next, parts.defaults));
  if (!(await parts.settings.compareAndSet(SETTINGS_KEY, stored, text))) return { kind: 'overtaken' };
  for (const setting of changed) {
    const facts = { setting, before: String(chosen[setting]), after: String(next[setting]) };
    const actor = { kind: 'person', id: personId } as const;
    await recordAudit(parts, { action: 'setting.changed', actor, subject: null, unit: null, facts });
  }
  return { kind: 'saved', changed };
}

function inOrder(days: readonly string[]): readonly string[] {
  return [...new Set(days)].toSorted();
}
