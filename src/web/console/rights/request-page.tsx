import type { VNode } from 'preact';
import {
  ANSWER_WORKING_DAYS,
  deadlineOf,
  REQUEST_DAYS,
  REQUEST_OUTCOMES,
  type PersonRequest,
} from '../../../domain/person-request.ts';
import type { FoundRequest, ToldTraces } from '../../../service/rights/request-desk.ts';
import { asPeopleRead } from '../../../lib/phone.ts';
import { Button } from '../../ui/button.tsx';
import { FaultSummary, SelectField } from '../../ui/field.tsx';
import { formatDay, pageTextFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { rightsTextFor } from '../text.ts';
import { KeptData } from './kept-data.tsx';
import { Left } from './left.tsx';

export interface RequestProps extends FoundRequest {
  readonly told: ToldTraces | null;
  readonly isUnverified: boolean;
  /** The same was asked before. */
  readonly isRepeated: boolean;
  /** Somebody else was quicker. */
  readonly isOvertaken: boolean;
  readonly today: string;
}

type Shown = RequestProps & { readonly visit: Visit };

/** One request: its days, the steps, and the telephone to be called while it is open. */
export function requestPage(visit: Visit, props: RequestProps): VNode {
  const { locale } = visit;
  const text = rightsTextFor(locale);
  const { request } = props;
  const name = text.kinds[request.kind];
  return (
    <ConsoleFrame {...visit} title={props.isUnverified ? pageTextFor(locale).fault(name) : name} page="requests">
      <h1>{name}</h1>
      {props.isOvertaken ? <Notice kind="attention" title={text.overtaken} /> : null}
      {props.isRepeated ? <Notice kind="attention" title={text.repeated} /> : null}
      <Facts {...props} visit={visit} />
      {request.closedOn === null ? <Steps {...props} visit={visit} /> : null}
      <p class="actions">
        <Button kind="quiet" href="/console/rights">
          {text.back}
        </Button>
      </p>
    </ConsoleFrame>
  );
}

function Facts({ request, phone, today, visit: { locale } }: Shown): VNode {
  const text = rightsTextFor(locale);
  const { facts } = text;
  const deadline = deadlineOf(request, today);
  return (
    <dl class="facts">
      {phone === null ? null : (
        <>
          <dt>{facts.phone}</dt>
          <dd>
            <a class="cell-link" href={`tel:${phone}`}>
              {asPeopleRead(phone)}
            </a>
          </dd>
        </>
      )}
      <dt>{facts.received}</dt>
      <dd>{formatDay(request.receivedOn, locale)}</dd>
      <dt>{facts.answerBy}</dt>
      <dd>{text.workingDays(formatDay(request.answerBy, locale), ANSWER_WORKING_DAYS)}</dd>
      <dt>{facts.dueOn}</dt>
      <dd>{text.daysOfLaw(formatDay(request.dueOn, locale), REQUEST_DAYS[request.kind])}</dd>
      <dt>{request.closedOn === null ? text.columns.step : text.columns.outcome}</dt>
      <dd>
        {request.closedOn === null || request.outcome === null ? (
          <>
            {text.steps[deadline.step]}: <Left deadline={deadline} locale={locale} />
          </>
        ) : (
          text.closedOn(text.outcomes[request.outcome], formatDay(request.closedOn, locale))
        )}
      </dd>
    </dl>
  );
}

function Steps(props: Shown): VNode {
  const { request, told, visit } = props;
  const text = rightsTextFor(visit.locale);
  const { kind } = request;
  return (
    <>
      {told === null ? null : <KeptData told={told} visit={visit} />}
      <AnswerStep request={request} visit={visit} />
      <section class="panel form">
        <h2>{text.act.title}</h2>
        <p>{text.act.bodies[kind]}</p>
        <DoneForm {...props} />
      </section>
      <RefuseForm request={request} visit={visit} />
    </>
  );
}

interface StepProps {
  readonly request: PersonRequest;
  readonly visit: Visit;
}

function AnswerStep({ request: { id, answeredOn }, visit: { locale } }: StepProps): VNode {
  const { answer } = rightsTextFor(locale);
  return (
    <section class="panel form">
      <h2>{answer.title}</h2>
      {answeredOn === null ? (
        <form class="stack" method="post" action={`/console/rights/${id}/answered`}>
          <p>{answer.body}</p>
          <p class="actions">
            <Button kind="secondary">{answer.submit}</Button>
          </p>
        </form>
      ) : (
        <p>{answer.done(formatDay(answeredOn, locale))}</p>
      )}
    </section>
  );
}

/** Looking needs the call too: else the desk would tell anybody's dossiers to whoever types a number. */
function DoneForm({ request, told, isUnverified, visit: { locale } }: Shown): VNode {
  const { act } = rightsTextFor(locale);
  const canLook = request.kind === 'access' || request.kind === 'correction';
  const faults = isUnverified ? [{ field: 'verified', message: act.verifiedFault }] : [];
  return (
    <form class="stack" method="post" action={`/console/rights/${request.id}/done`}>
      <FaultSummary faults={faults} locale={locale} />
      <label class="choice">
        <input
          type="checkbox"
          id="verified"
          name="verified"
          checked={told !== null}
          aria-invalid={isUnverified ? true : undefined}
        />
        <span>{act.verified}</span>
      </label>
      <p class="actions">
        {canLook ? (
          <Button kind="secondary" action={`/console/rights/${request.id}/data`}>
            {act.look}
          </Button>
        ) : null}
        <Button>{act.submits[request.kind]}</Button>
      </p>
    </form>
  );
}

function RefuseForm({ request, visit: { locale } }: StepProps): VNode {
  const { refuse, outcomes } = rightsTextFor(locale);
  return (
    <form class="panel form" method="post" action={`/console/rights/${request.id}/refused`}>
      <h2>{refuse.title}</h2>
      <SelectField
        id="outcome"
        label={refuse.label}
        value=""
        options={REQUEST_OUTCOMES.filter((outcome) => outcome !== 'done').map((outcome) => ({
          value: outcome,
          label: outcomes[outcome],
        }))}
      />
      <p class="actions">
        <Button kind="secondary">{refuse.submit}</Button>
      </p>
    </form>
  );
}
