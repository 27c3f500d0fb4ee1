import type { VNode } from 'preact';
import { deadlineOf, isInTime, REQUEST_KINDS, type PersonRequest } from '../../../domain/person-request.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { RequestFault } from '../../../service/rights/request-desk.ts';
import { Button } from '../../ui/button.tsx';
import { DigitsField, FaultSummary, PhoneField, SelectField } from '../../ui/field.tsx';
import { formatDay, pageTextFor, unitLabel } from '../../ui/format.ts';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { rightsTextFor } from '../text.ts';
import { Left } from './left.tsx';
import type { RequestForm } from './rights-form.ts';

export interface RightsProps {
  readonly requests: readonly PersonRequest[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly form: RequestForm;
  readonly faults: readonly RequestFault[];
  readonly isSaved: boolean;
  /** Local day. */
  readonly today: string;
}

type Shown = RightsProps & { readonly visit: Visit };

/** What citizens ask of their data, by what is due first, and the form that takes a request in. */
export function rightsPage(visit: Visit, props: RightsProps): VNode {
  const text = rightsTextFor(visit.locale);
  const title = props.faults.length === 0 ? text.title : pageTextFor(visit.locale).fault(text.title);
  const shown = { ...props, visit };
  return (
    <ConsoleFrame {...visit} title={title} page="requests">
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      {props.isSaved ? <Notice kind="good" title={text.saved} /> : null}
      <div class="overview__two">
        <div class="aside">
          <Open {...shown} />
          <Closed {...shown} />
        </div>
        <NewForm {...shown} />
      </div>
    </ConsoleFrame>
  );
}

function Open({ requests, units, today, visit: { locale, viewer } }: Shown): VNode {
  const text = rightsTextFor(locale);
  // A province sees its own alone.
  const isWide = viewer.scope === null;
  const open = requests.filter(({ closedOn }) => closedOn === null);
  if (open.length === 0) {
    return (
      <EmptyState title={text.emptyTitle}>
        <p>{text.empty}</p>
      </EmptyState>
    );
  }
  return (
    <section class="panel">
      <h2>{text.openTitle}</h2>
      <Table
        caption={text.openTitle}
        hideCaption
        columns={[
          { key: 'kind', label: text.columns.kind },
          { key: 'received', label: text.columns.received },
          { key: 'left', label: text.columns.left },
          { key: 'step', label: text.columns.step, secondary: true },
          ...(isWide ? [{ key: 'unit', label: text.columns.unit, secondary: true }] : []),
        ]}
        rows={open.map((request) => {
          const deadline = deadlineOf(request, today);
          return {
            key: request.id,
            cells: [
              <a class="cell-link" href={`/console/rights/${request.id}`}>
                {text.kinds[request.kind]}
              </a>,
              formatDay(request.receivedOn, locale),
              <Left deadline={deadline} locale={locale} />,
              text.steps[deadline.step],
              ...(isWide ? [unitLabel(request.unit, units, locale)] : []),
            ],
          };
        })}
      />
    </section>
  );
}

function Closed({ requests, visit: { locale } }: Shown): VNode | null {
  const text = rightsTextFor(locale);
  const closed = requests.filter(({ closedOn }) => closedOn !== null);
  if (closed.length === 0) return null;
  return (
    <section class="panel">
      <h2>{text.closedTitle}</h2>
      <Table
        caption={text.closedTitle}
        hideCaption
        columns={[
          { key: 'kind', label: text.columns.kind },
          { key: 'received', label: text.columns.received, secondary: true },
          { key: 'closed', label: text.columns.closed },
          { key: 'outcome', label: text.columns.outcome },
        ]}
        rows={closed.map((request) => ({
          key: request.id,
          cells: [
            text.kinds[request.kind],
            formatDay(request.receivedOn, locale),
            `${formatDay(request.closedOn ?? '', locale)}, ${isInTime(request) ? text.inTime : text.late}`,
            request.outcome === null ? '' : text.outcomes[request.outcome],
          ],
        }))}
      />
    </section>
  );
}

function NewForm({ form, visit: { locale }, ...props }: Shown): VNode {
  const text = rightsTextFor(locale);
  const faults = props.faults.map(({ field, code }) => ({ field, message: text.faults[code], label: text[field] }));
  return (
    <form class="panel form" method="post" action="/console/rights" autocomplete="off" novalidate>
      <h2>{text.newTitle}</h2>
      <FaultSummary faults={faults} locale={locale} />
      <SelectField
        id="kind"
        label={text.kind}
        value={form.kind}
        options={REQUEST_KINDS.map((kind) => ({ value: kind, label: text.kinds[kind] }))}
      />
      <PhoneField id="phone" label={text.phone} hint={text.phoneHint} value={form.phone} faults={faults} />
      <DigitsField
        id="receivedOn"
        label={text.receivedOn}
        hint={text.receivedHint}
        value={form.receivedOn}
        faults={faults}
      />
      <p class="actions">
        <Button>{text.submit}</Button>
      </p>
    </form>
  );
}
