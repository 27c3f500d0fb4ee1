import type { ComponentChildren, VNode } from 'preact';
import { connectionState } from '../../../domain/connection.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { StoredKey, StoredWebhook } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { formatInstant, unitLabel } from '../../ui/format.ts';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { integrationTextFor } from './text.ts';

export interface ConnectionsProps {
  readonly keys: readonly StoredKey[];
  readonly webhooks: readonly StoredWebhook[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly zone: string;
  /** What was just done. */
  readonly done: 'revoked' | 'removed' | null;
}

export function connectionsPage(visit: Visit, props: ConnectionsProps): VNode {
  const text = integrationTextFor(visit.locale);
  const doneText = { revoked: text.keys.revoked, removed: text.webhooks.removed };
  return (
    <ConsoleFrame {...visit} title={text.title} page="connections">
      <h1>{text.title}</h1>
      <p class="quiet">
        {text.lead} <a href="/api">{text.docs}</a>
      </p>
      {props.done === null ? null : <Notice kind="good" title={doneText[props.done]} />}
      <Part words={text.keys} href="/console/keys/new" isEmpty={props.keys.length === 0}>
        <KeyTable {...props} visit={visit} />
      </Part>
      <Part words={text.webhooks} href="/console/keys/webhooks/new" isEmpty={props.webhooks.length === 0}>
        <WebhookTable {...props} visit={visit} />
      </Part>
    </ConsoleFrame>
  );
}

interface PartProps {
  readonly words: Readonly<Record<'title' | 'add' | 'emptyTitle' | 'empty', string>>;
  readonly href: string;
  readonly isEmpty: boolean;
  readonly children: ComponentChildren;
}

function Part({ words, href, isEmpty, children }: PartProps): VNode {
  return (
    <section class="panel">
      <div class="page-head">
        <h2>{words.title}</h2>
        <Button href={href}>{words.add}</Button>
      </div>
      {isEmpty ? (
        <EmptyState title={words.emptyTitle}>
          <p>{words.empty}</p>
        </EmptyState>
      ) : (
        children
      )}
    </section>
  );
}

type TableProps = ConnectionsProps & { readonly visit: Visit };

function KeyTable({ keys, units, zone, visit: { locale } }: TableProps): VNode {
  const text = integrationTextFor(locale);
  const { columns, states, never, title } = text.keys;
  return (
    <Table
      caption={title}
      hideCaption
      columns={[
        { key: 'name', label: columns.name },
        { key: 'unit', label: text.unit, secondary: true },
        { key: 'used', label: columns.used },
        { key: 'state', label: text.state },
      ]}
      rows={keys.map(({ id, name, scope, test, lastUsedAt, revokedAt }) => ({
        key: id,
        cells: [
          <a key="name" href={`/console/keys/${id}`}>
            {name}
          </a>,
          unitLabel(scope, units, locale),
          lastUsedAt ? formatInstant(lastUsedAt, zone, locale) : never,
          revokedAt ? states.revoked : test ? states.test : states.active,
        ],
      }))}
    />
  );
}

function WebhookTable({ webhooks, units, visit: { locale } }: TableProps): VNode {
  const text = integrationTextFor(locale);
  const { url, states, title } = text.webhooks;
  return (
    <Table
      caption={title}
      hideCaption
      columns={[
        { key: 'url', label: url },
        { key: 'unit', label: text.unit, secondary: true },
        { key: 'state', label: text.state },
      ]}
      rows={webhooks.map((webhook) => ({
        key: webhook.id,
        cells: [
          <a key="url" class="long" href={`/console/keys/webhooks/${webhook.id}`}>
            {webhook.url}
          </a>,
          unitLabel(webhook.scope, units, locale),
          states[connectionState(webhook)],
        ],
      }))}
    />
  );
}
