import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import { manageableRoles, suits } from '../../../domain/person.ts';
import { isWithin, type Unit, type UnitCode } from '../../../domain/unit.ts';
import type { PersonFault } from '../../../service/people/invite-person.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { SelectField, TextField, type Fault } from '../../ui/field.tsx';
import { byName, formatUnit } from '../../ui/format.ts';
import { consoleTextFor } from '../text.ts';
import { peopleTextFor } from './text.ts';

/** As typed. */
export interface PersonForm {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly unit: string;
}

interface FieldsProps {
  readonly form: PersonForm;
  readonly faults: readonly Fault[];
  readonly viewer: Viewer;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly locale: Locale;
}

/** Name, role and unit: what the viewer may give, and nothing to choose where there is one answer. */
export function StandingFields({ form, faults, viewer, units, locale }: FieldsProps): VNode {
  const text = peopleTextFor(locale).invite;
  const roles = manageableRoles(viewer.role);
  return (
    <>
      <TextField id="name" label={text.name} value={form.name} faults={faults} input={{ autocomplete: 'off' }} />
      <SelectField
        id="role"
        label={text.role}
        value={form.role}
        faults={faults}
        options={roles.map((role) => ({ value: role, label: consoleTextFor(locale).roles[role] }))}
      />
      <UnitField form={form} faults={faults} viewer={viewer} units={units} locale={locale} />
    </>
  );
}

/** A commune's admin has one unit, a province's some hundred; thousands are typed by code. */
function UnitField({ form, faults, viewer, units, locale }: FieldsProps): VNode {
  const text = peopleTextFor(locale).invite;
  const { scope } = viewer;
  if (scope === null) {
    return (
      <TextField
        id="unit"
        label={text.unitCode}
        hint={text.unitHint}
        value={form.unit}
        faults={faults}
        size="day"
        input={{ autocomplete: 'off', inputMode: 'numeric' }}
      />
    );
  }
  const own = units.get(scope);
  if (own && suits('ward-staff', own)) {
    return (
      <>
        <input type="hidden" name="unit" value={scope} />
        <p class="quiet">{text.yourUnit(formatUnit(own, locale))}</p>
      </>
    );
  }
  const communes = [...units.values()].filter((unit) => unit.code !== scope && isWithin(scope, unit)).toSorted(byName);
  const options = [...(own ? [own] : []), ...communes].map((unit) => ({
    value: unit.code,
    label: formatUnit(unit, locale),
  }));
  return <SelectField id="unit" label={text.unit} value={form.unit} faults={faults} options={options} />;
}

export function toFaults(faults: readonly PersonFault[], locale: Locale): readonly Fault[] {
  const text = peopleTextFor(locale);
  const { name, email, role, unit } = text.invite;
  const labels = { name, email, role, unit };
  return faults.map(({ field, code }) => ({ field, message: text.faults[code], label: labels[field] }));
}
