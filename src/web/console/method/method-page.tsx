import type { VNode } from 'preact';
import { HEADLINES, WEIGHTINGS, type MethodFault } from '../../../domain/method-profile.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { MethodInForce } from '../../../service/method/method-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, FaultSummary, TextField, type Fault } from '../../ui/field.tsx';
import { pageTextFor, unitLabel } from '../../ui/format.ts';
import { MethodLine, methodTextFor } from '../../ui/method-line.tsx';
import { Notice } from '../../ui/notice.tsx';
import { settingsTextFor } from '../settings/text.ts';
import { ConsoleFrame, type Visit } from '../frame.tsx';

/** As typed. */
export interface MethodForm {
  readonly headline: string;
  readonly weighting: string;
  readonly decision: string;
  readonly publishOn: string;
}

export interface MethodProps {
  readonly form: MethodForm;
  readonly faults: readonly MethodFault[];
  readonly inForce: MethodInForce | null;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  /** Overtaken: somebody else saved while this was typed. */
  readonly state: 'open' | 'saved' | 'overtaken';
}

export function methodPage(visit: Visit, { form, inForce, units, state, ...props }: MethodProps): VNode {
  const { locale } = visit;
  const text = methodTextFor(locale);
  const faults: readonly Fault[] = props.faults.map(({ field, code }) => ({
    field,
    message: text.faults[code],
    label: text[field],
  }));
  return (
    <ConsoleFrame
      {...visit}
      title={faults.length === 0 ? text.title : pageTextFor(locale).fault(text.title)}
      page="method"
    >
      <h1>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      {state === 'saved' ? <Notice kind="good" title={text.saved} /> : null}
      {state === 'overtaken' ? <Notice kind="attention">{settingsTextFor(locale).overtaken}</Notice> : null}
      <section class="panel">
        <h2>{inForce === null ? text.none : text.of(unitLabel(inForce.owner, units, locale))}</h2>
        <MethodLine profile={inForce?.profile ?? null} locale={locale} />
        <p class="quiet">{text.stays}</p>
      </section>
      <form class="panel form" method="post" action="/console/method" novalidate>
        <FaultSummary faults={faults} locale={locale} />
        <ChoiceField
          id="headline"
          label={text.headline}
          value={form.headline}
          options={HEADLINES.map((value) => ({ value, label: text.headlines[value] }))}
        />
        <ChoiceField
          id="weighting"
          label={text.weighting}
          value={form.weighting}
          options={WEIGHTINGS.map((value) => ({ value, label: text.weightings[value] }))}
        />
        <TextField id="decision" label={text.decision} hint={text.decisionHint} value={form.decision} faults={faults} />
        <TextField
          id="publishOn"
          label={text.publishOn}
          hint={text.publishHint}
          value={form.publishOn}
          faults={faults}
          size="day"
          input={{ autocomplete: 'off' }}
        />
        <p class="actions">
          <Button>{text.save}</Button>
        </p>
      </form>
    </ConsoleFrame>
  );
}
