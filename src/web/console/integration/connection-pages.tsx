import type { ComponentChildren, VNode } from 'preact';
import { connectionState } from '../../../domain/connection.ts';
import type { Locale } from '../../../domain/locale.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { StoredKey, StoredWebhook, WebhookBacklog } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatInstant, unitLabel } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { integrationTextFor } from './text.ts';

interface Surroundings {
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly zone: string;
}

export function keyPage(visit: Visit, key: StoredKey, { units, zone }: Surroundings): VNode {
  const { locale } = visit;
  const text = integrationTextFor(locale);
  const { keys } = text;
  const when = (at: Date) => formatInstant(at, zone, locale);
  return (
    <ConnectionFrame visit={visit} title={key.name}>
      <dl class="facts">
        <dt>{text.unit}</dt>
        <dd>{unitLabel(key.scope, units, locale)}</dd>
        <dt>{keys.kind}</dt>
        <dd>{keys.kinds[key.test ? 'test' : 'live']}</dd>
        <dt>{keys.createdAt}</dt>
        <dd>{when(key.createdAt)}</dd>
        <dt>{keys.columns.used}</dt>
        <dd>{key.lastUsedAt ? when(key.lastUsedAt) : keys.never}</dd>
        {key.revokedAt ? (
          <>
            <dt>{keys.revokedAt}</dt>
            <dd>{when(key.revokedAt)}</dd>
          </>
        ) : null}
      </dl>
      {key.revokedAt ? null : (
        <Deed action={`/console/keys/${key.id}/revoke`} label={keys.revoke} note={keys.revokeNote} />
      )}
    </ConnectionFrame>
  );
}

export function webhookPage(
  visit: Visit,
  webhook: StoredWebhook,
  { units, zone, backlog, isEnabled }: Surroundings & { readonly backlog: WebhookBacklog; readonly isEnabled: boolean },
): VNode {
  const { locale } = visit;
  const text = integrationTextFor(locale);
  const { webhooks } = text;
  const state = connectionState(webhook);
  const since = webhook.disabledAt ?? webhook.failingSince;
  const address = `/console/keys/webhooks/${webhook.id}`;
  return (
    <ConnectionFrame visit={visit} title={webhooks.title}>
      {isEnabled ? <Notice kind="good" title={webhooks.enabled} /> : null}
      <dl class="facts">
        <dt>{webhooks.url}</dt>
        <dd class="long">{webhook.url}</dd>
        <dt>{text.unit}</dt>
        <dd>{unitLabel(webhook.scope, units, locale)}</dd>
        <dt>{text.state}</dt>
        <dd>{webhooks.states[state]}</dd>
        {since ? (
          <>
            <dt>{state === 'off' ? webhooks.offAt : webhooks.failingSince}</dt>
            <dd>{formatInstant(since, zone, locale)}</dd>
          </>
        ) : null}
        <dt>{webhooks.deliveredAt}</dt>
        <dd>{webhook.deliveredAt ? formatInstant(webhook.deliveredAt, zone, locale) : webhooks.never}</dd>
        <dt>{webhooks.waiting}</dt>
        <dd>{waitingWords(backlog, locale)}</dd>
        <dt>{webhooks.givenUp}</dt>
        <dd>{formatCount(webhook.givenUp, locale)}</dd>
        <dt>{webhooks.addedAt}</dt>
        <dd>{formatInstant(webhook.createdAt, zone, locale)}</dd>
      </dl>
      {state === 'active' ? null : (
        <Deed action={`${address}/enable`} label={webhooks.enable} note={webhooks.enableNote} />
      )}
      <Deed action={`${address}/remove`} label={webhooks.remove} note={webhooks.removeNote} />
    </ConnectionFrame>
  );
}

function waitingWords({ waiting, retried }: WebhookBacklog, locale: Locale): string {
  const count = formatCount(waiting, locale);
  const { waitingOf } = integrationTextFor(locale).webhooks;
  return retried === 0 ? count : waitingOf(count, formatCount(retried, locale));
}

function ConnectionFrame({
  visit,
  title,
  children,
}: {
  readonly visit: Visit;
  readonly title: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <ConsoleFrame {...visit} title={title} page="connections">
      <h1>{title}</h1>
      {children}
      <p>
        <a href="/console/keys">{integrationTextFor(visit.locale).back}</a>
      </p>
    </ConsoleFrame>
  );
}

function Deed({ action, label, note }: Readonly<Record<'action' | 'label' | 'note', string>>): VNode {
  return (
    <form class="panel form deed" method="post" action={action}>
      <Button kind="secondary">{label}</Button>
      <p class="quiet">{note}</p>
    </form>
  );
}
