import type { VNode } from 'preact';
import type { Draw } from '../../../domain/draw.ts';
import { isWithin, type Unit, type UnitCode } from '../../../domain/unit.ts';
import type { SamplingFault } from '../../../service/draw/set-sampling.ts';
import { Button } from '../../ui/button.tsx';
import { DigitsField, type Fault, FaultSummary } from '../../ui/field.tsx';
import { byName, formatMonth, formatShare, formatUnit } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../frame.tsx';
import { UnitField } from '../unit-field.tsx';
import { settingsTextFor } from './text.ts';

export interface SamplingProps {
  /** Of this month and the next, the newest first; fewer before the first draw. */
  readonly draws: readonly Draw[];
  /** The first month that a change holds in. */
  readonly month: string;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  /** As typed. */
  readonly form: { readonly unit: string; readonly percent: string };
  readonly faults: readonly SamplingFault[];
}

/** Which units ask about a part of their dossiers, now and from the next month on. */
export function SamplingSection({ visit, ...props }: SamplingProps & { readonly visit: Visit }): VNode {
  const { locale, viewer } = visit;
  const { sampling: text, faults: words } = settingsTextFor(locale);
  const labels = { unit: text.unit, percent: text.percent };
  const faults: readonly Fault[] = props.faults.map(({ field, code }) => ({
    field,
    message: words[code],
    label: labels[field],
  }));
  return (
    <section class="panel" id="sampling">
      <h2>{text.title}</h2>
      <p>
        {text.lead} <a href="/cong-khai/rut-tham">{text.open}</a>
      </p>
      <Rates {...props} visit={visit} />
      <form class="form stack" method="post" action="/console/settings/sampling" novalidate>
        <FaultSummary faults={faults} locale={locale} />
        <UnitField value={props.form.unit} only={text.whole} {...{ faults, viewer, units: props.units, locale }} />
        <DigitsField
          id="percent"
          label={text.percent}
          hint={text.percentHint(formatMonth(props.month, locale))}
          value={props.form.percent}
          faults={faults}
        />
        <p class="actions">
          <Button kind="secondary">{text.save}</Button>
        </p>
      </form>
    </section>
  );
}

function Rates({ draws, units, visit: { locale, viewer } }: SamplingProps & { readonly visit: Visit }): VNode {
  const { sampling: text } = settingsTextFor(locale);
  const shown = draws.toReversed();
  const codes = new Set(shown.flatMap(({ rates }) => Object.keys(rates)));
  const sampling = [...codes]
    .flatMap((code) => units.get(code) ?? [])
    .filter((unit) => isWithin(viewer.scope, unit))
    .toSorted(byName);
  if (sampling.length === 0) return <p class="quiet">{text.none}</p>;
  return (
    <Table
      caption={text.title}
      hideCaption
      columns={[
        { key: 'unit', label: text.unit },
        ...shown.map(({ from }) => ({ key: from, label: text.ofMonth(formatMonth(from, locale)), numeric: true })),
      ]}
      rows={sampling.map((unit) => ({
        key: unit.code,
        cells: [
          formatUnit(unit, locale),
          ...shown.map(({ rates }) => rateWords(rates[unit.code], text.all, (rate) => formatShare(rate, locale, 0))),
        ],
      }))}
    />
  );
}

function rateWords(rate: number | undefined, all: string, words: (rate: number) => string): string {
  return rate === undefined ? all : words(rate);
}
