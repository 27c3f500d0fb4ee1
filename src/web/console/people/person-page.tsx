import type { VNode } from 'preact';
import type { PeopleText } from '../../../domain/text/vi/people.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { PersonFault } from '../../../service/people/invite-person.ts';
import type { Person } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { FaultSummary } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { StandingFields, toFaults, type PersonForm } from './person-fields.tsx';
import { peopleTextFor } from './text.ts';

export interface PersonProps {
  readonly person: Person;
  readonly sessionCount: number;
  readonly form: PersonForm;
  readonly faults: readonly PersonFault[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
  /** What was just done. */
  readonly done: keyof PeopleText['person']['done'] | null;
}

export function personPage(visit: Visit, props: PersonProps): VNode {
  const { locale } = visit;
  const { person, done } = props;
  const words = peopleTextFor(locale);
  const text = words.person;
  return (
    <ConsoleFrame
      {...visit}
      title={props.faults.length === 0 ? person.name : pageTextFor(locale).fault(person.name)}
      page="people"
    >
      <h1>{person.name}</h1>
      {done === null ? null : <Notice kind="good" title={text.done[done]} />}
      <dl class="facts">
        <dt>{text.email}</dt>
        <dd>{person.email}</dd>
        <dt>{text.state}</dt>
        <dd>{words.states[person.state]}</dd>
      </dl>
      <div class="two-panels">
        <ChangeForm visit={visit} {...props} />
        <AccessPanel text={text} {...props} />
      </div>
    </ConsoleFrame>
  );
}

function ChangeForm({ visit, person, form, units, ...props }: PersonProps & { readonly visit: Visit }): VNode {
  const { locale, viewer } = visit;
  const text = peopleTextFor(locale).person;
  const faults = toFaults(props.faults, locale);
  return (
    <form class="panel form" method="post" action={`/console/people/${person.id}`} novalidate>
      <h2>{text.changeTitle}</h2>
      <FaultSummary faults={faults} locale={locale} />
      <StandingFields form={form} faults={faults} viewer={viewer} units={units} locale={locale} />
      <p class="actions">
        <Button>{text.save}</Button>
      </p>
    </form>
  );
}

function AccessPanel({ person, sessionCount, text }: PersonProps & { readonly text: PeopleText['person'] }): VNode {
  const { id, state, hasSecondFactor } = person;
  if (state === 'deactivated') {
    return (
      <section class="panel">
        <h2>{text.accessTitle}</h2>
        <Deed id={id} deed="reactivate" label={text.reactivate} note={text.reactivateNote} />
      </section>
    );
  }
  const isWaiting = state === 'waiting';
  return (
    <section class="panel">
      <h2>{text.accessTitle}</h2>
      <Deed
        id={id}
        deed="link"
        label={isWaiting ? text.again : text.reset}
        note={isWaiting ? text.againNote : text.resetNote}
      />
      {isWaiting ? null : (
        <Deed id={id} deed="end-sessions" label={text.endSessions} note={text.endSessionsNote(sessionCount)} />
      )}
      {hasSecondFactor ? <Deed id={id} deed="drop-factor" label={text.dropFactor} note={text.dropFactorNote} /> : null}
      <Deed id={id} deed="deactivate" label={text.deactivate} note={text.deactivateNote} />
    </section>
  );
}

interface DeedProps {
  readonly id: string;
  readonly deed: string;
  readonly label: string;
  readonly note: string;
}

function Deed({ id, deed, label, note }: DeedProps): VNode {
  return (
    <form class="deed" method="post" action={`/console/people/${id}/${deed}`}>
      <Button kind="secondary">{label}</Button>
      <p class="quiet">{note}</p>
    </form>
  );
}
