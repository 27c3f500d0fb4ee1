import type { VNode } from 'preact';
import type { ImprovementFault } from '../../../domain/improvement.ts';
import type { Locale } from '../../../domain/locale.ts';
import type { Factor } from '../../../domain/survey.ts';
import { COUNTRY, type Unit, type UnitCode, type UnitScope } from '../../../domain/unit.ts';
import { DigitsField, type Fault, SelectField, TextAreaField } from '../../ui/field.tsx';
import { byName, formatUnit, unitLabel } from '../../ui/format.ts';
import { improvementsTextFor } from '../text.ts';
import type { ImprovementForm } from './improvement-form.ts';

interface FieldsProps {
  readonly form: ImprovementForm;
  readonly faults: readonly Fault[];
  readonly scope: UnitScope;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly factors: readonly Factor[];
  readonly locale: Locale;
}

export function ImprovementFields({ form, faults, scope, units, factors, locale }: FieldsProps): VNode {
  const text = improvementsTextFor(locale);
  return (
    <>
      <div class="field-row">
        <DigitsField
          id="month"
          label={text.month}
          hint={text.monthHint}
          value={form.month.replace(/^(\d{4})-(\d{2})$/, '$2/$1')}
          faults={faults}
        />
        <SelectField
          id="unit"
          label={text.unit}
          value={form.unit ?? ''}
          options={unitOptions(scope, units, form, locale)}
        />
      </div>
      <SelectField
        id="factor"
        label={text.factor}
        value={form.factor}
        faults={faults}
        options={[
          { value: '', label: text.noFactor },
          ...factors.map(({ key, name }) => ({ value: key, label: name[locale] })),
        ]}
      />
      <TextAreaField id="text" label={text.text} hint={text.textHint} value={form.text} faults={faults} rows={3} />
    </>
  );
}

/** The viewer's own unit and those right below it; the one that is written already stays. */
function unitOptions(
  scope: UnitScope,
  units: ReadonlyMap<UnitCode, Unit>,
  { unit: chosen }: ImprovementForm,
  locale: Locale,
) {
  const parent = scope === COUNTRY ? null : scope;
  const below = [...units.values()]
    .filter((unit) => unit.parentCode === parent && unit.code !== scope)
    .toSorted(byName);
  const others = [...below, ...[units.get(chosen ?? '')].flatMap((unit) => unit ?? [])];
  const own = { value: scope ?? '', label: unitLabel(scope, units, locale) };
  const known = new Map(others.map((unit) => [unit.code, { value: unit.code, label: formatUnit(unit, locale) }]));
  known.delete(own.value);
  return [own, ...known.values()];
}

const FIELDS: Readonly<Record<ImprovementFault, 'month' | 'factor' | 'text'>> = {
  'month-malformed': 'month',
  'month-to-come': 'month',
  'month-too-old': 'month',
  'factor-unknown': 'factor',
  'text-too-short': 'text',
  'text-too-long': 'text',
};

export function toFaults(faults: readonly ImprovementFault[], locale: Locale): readonly Fault[] {
  const text = improvementsTextFor(locale);
  return faults.map((fault) => {
    const field = FIELDS[fault];
    return { field, message: text.faults[fault], label: text[field] };
  });
}
