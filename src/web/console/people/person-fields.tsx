import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import { manageableRoles } from '../../../domain/person.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { PersonFault } from '../../../service/people/invite-person.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { SelectField, TextField, type Fault } from '../../ui/field.tsx';
import { consoleTextFor } from '../text.ts';
import { UnitField } from '../unit-field.tsx';
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
      <UnitField value={form.unit} faults={faults} viewer={viewer} units={units} locale={locale} only={text.yourUnit} />
    </>
  );
}

export function toFaults(faults: readonly PersonFault[], locale: Locale): readonly Fault[] {
  const text = peopleTextFor(locale);
  const { name, email, role } = text.invite;
  const labels = { name, email, role, unit: consoleTextFor(locale).unitField.label };
  return faults.map(({ field, code }) => ({ field, message: text.faults[code], label: labels[field] }));
}
