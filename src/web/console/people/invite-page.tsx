import type { VNode } from 'preact';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { PersonFault } from '../../../service/people/invite-person.ts';
import type { OfferedLink } from '../../../service/people/offer-link.ts';
import { Button } from '../../ui/button.tsx';
import { FaultSummary, TextField } from '../../ui/field.tsx';
import { formatInstant, pageTextFor } from '../../ui/format.ts';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { StandingFields, toFaults, type PersonForm } from './person-fields.tsx';
import { peopleTextFor } from './text.ts';

export interface InviteProps {
  readonly form: PersonForm;
  readonly faults: readonly PersonFault[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
}

export function invitePage(visit: Visit, { form, units, ...props }: InviteProps): VNode {
  const { locale, viewer } = visit;
  const text = peopleTextFor(locale).invite;
  const faults = toFaults(props.faults, locale);
  return (
    <ConsoleFrame
      {...visit}
      title={faults.length === 0 ? text.title : pageTextFor(locale).fault(text.title)}
      page="people"
    >
      <h1>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      <form class="panel form" method="post" action="/console/people/new" novalidate>
        <FaultSummary faults={faults} locale={locale} />
        <TextField
          id="email"
          label={text.email}
          hint={text.emailHint}
          value={form.email}
          faults={faults}
          input={{ type: 'email', autocomplete: 'off', autofocus: faults.length === 0 }}
        />
        <StandingFields form={form} faults={faults} viewer={viewer} units={units} locale={locale} />
        <p class="actions">
          <Button>{text.submit}</Button>
          <Button kind="quiet" href="/console/people">
            {text.cancel}
          </Button>
        </p>
      </form>
    </ConsoleFrame>
  );
}

/** The only page that ever shows a link. */
export function linkPage(visit: Visit, link: OfferedLink, zone: string): VNode {
  const { locale } = visit;
  const text = peopleTextFor(locale).link;
  const title = text.titles[link.purpose];
  return (
    <ConsoleFrame {...visit} title={title} page="people">
      <h1>{title}</h1>
      <div class="panel form">
        <p>{text.lead(link.person.name)}</p>
        <div class="field">
          <label class="field__label" for="link">
            {text.label}
          </label>
          <textarea class="input once-link" id="link" readonly rows={3} spellcheck={false}>
            {link.url}
          </textarea>
        </div>
        <p class="quiet">{text.until(formatInstant(link.expiresAt, zone, locale))}</p>
        {link.mailed ? <p>{text.mailed}</p> : null}
        <p class="actions">
          <Button kind="secondary" href="/console/people">
            {text.back}
          </Button>
        </p>
      </div>
    </ConsoleFrame>
  );
}
