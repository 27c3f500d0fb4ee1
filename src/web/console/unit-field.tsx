import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { isWithin, type Unit, type UnitCode } from '../../domain/unit.ts';
import type { Viewer } from '../auth/viewer.ts';
import { DigitsField, type Fault, SelectField } from '../ui/field.tsx';
import { byName, formatUnit } from '../ui/format.ts';
import { consoleTextFor } from './text.ts';

export interface UnitFieldProps {
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly viewer: Viewer;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly locale: Locale;
  /** Said where there is one answer only. */
  readonly only: (unit: string) => string;
}

/** A unit within the viewer's own. A commune has one, a province some hundred; thousands are typed by code. */
export function UnitField({ value, faults, viewer, units, locale, only }: UnitFieldProps): VNode {
  const text = consoleTextFor(locale).unitField;
  const { scope } = viewer;
  if (scope === null) {
    return <DigitsField id="unit" label={text.code} hint={text.hint} value={value} faults={faults} />;
  }
  const own = units.get(scope);
  if (own && own.parentCode !== null) {
    return (
      <>
        <input type="hidden" name="unit" value={scope} />
        <p class="quiet">{only(formatUnit(own, locale))}</p>
      </>
    );
  }
  const communes = [...units.values()].filter((unit) => unit.code !== scope && isWithin(scope, unit)).toSorted(byName);
  const options = [...(own ? [own] : []), ...communes].map((unit) => ({
    value: unit.code,
    label: formatUnit(unit, locale),
  }));
  return <SelectField id="unit" label={text.label} value={value} faults={faults} options={options} />;
}
