import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { PeoplePage } from '../../../service/people/show-people.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { unitLabel } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { consoleTextFor } from '../text.ts';
import { peopleTextFor } from './text.ts';

export interface PeopleProps extends PeoplePage {
  readonly search: string;
  readonly isFirst: boolean;
  readonly units: ReadonlyMap<UnitCode, Unit>;
}

export function peoplePage(visit: Visit, props: PeopleProps): VNode {
  const text = peopleTextFor(visit.locale).list;
  return (
    <ConsoleFrame {...visit} title={text.title} page="people">
      <div class="page-head">
        <h1>{text.title}</h1>
        <Button href="/console/people/new">{text.invite}</Button>
      </div>
      <p class="quiet">{text.lead}</p>
      <form class="inline-form" method="get" action="/console/people" role="search">
        <TextField id="q" label={text.search} value={props.search} input={{ autocomplete: 'off', spellcheck: false }} />
        <Button kind="secondary">{text.find}</Button>
      </form>
      {props.people.length === 0 ? (
        <EmptyState title={text.emptyTitle}>
          <p>{text.empty}</p>
        </EmptyState>
      ) : (
        <PeopleTable {...props} visit={visit} />
      )}
      <Pager {...props} locale={visit.locale} />
    </ConsoleFrame>
  );
}

function PeopleTable({ people, units, visit }: PeopleProps & { readonly visit: Visit }): VNode {
  const { locale, viewer } = visit;
  const text = peopleTextFor(locale);
  const { columns } = text.list;
  return (
    <Table
      caption={text.list.title}
      hideCaption
      columns={[
        { key: 'name', label: columns.name },
        { key: 'role', label: columns.role },
        { key: 'unit', label: columns.unit, secondary: true },
        { key: 'state', label: columns.state },
      ]}
      rows={people.map(({ id, name, email, role, scope, state }) => ({
        key: id,
        cells: [
          <span class="who-cell" key="name">
            <a href={id === viewer.id ? '/console/account' : `/console/people/${id}`}>{name}</a>
            <small>{id === viewer.id ? text.list.yourself : email}</small>
          </span>,
          consoleTextFor(locale).roles[role],
          unitLabel(scope, units, locale),
          text.states[state],
        ],
      }))}
    />
  );
}

function Pager({ search, next, isFirst, locale }: PeopleProps & { readonly locale: Locale }): VNode | null {
  if (next === null && isFirst) return null;
  const text = peopleTextFor(locale).list;
  const address = (after: string | null) => {
    const query = new URLSearchParams({
      ...(search === '' ? {} : { q: search }),
      ...(after === null ? {} : { after }),
    });
    return `/console/people?${query.toString()}`;
  };
  return (
    <p class="actions">
      {isFirst ? null : (
        <Button kind="secondary" href={address(null)}>
          {text.first}
        </Button>
      )}
      {next === null ? null : (
        <Button kind="secondary" href={address(next)}>
          {text.more}
        </Button>
      )}
    </p>
  );
}
