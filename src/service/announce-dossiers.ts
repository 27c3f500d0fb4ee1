import { randomUUID } from 'node:crypto';
import type { WebhookEvent, WebhookEventType } from '../domain/webhook-event.ts';
import { isWithin } from '../domain/unit.ts';
import type { Clock, DossierNews, NewsWrites, StoredWebhook, WebhookStore } from './ports.ts';
import { stateOf, type DossierState } from './show-dossier.ts';

export interface AnnounceParts {
  readonly webhooks: WebhookStore;
  readonly clock: Clock;
}

const BATCH = 500;

const TYPES: Readonly<Partial<Record<DossierState, WebhookEventType>>> = {
  sent: 'dossier.sent',
  'not-sendable': 'dossier.not-sendable',
  closed: 'dossier.closed',
};

/**
 * Writes down, for every subscription within whose reach it is, what has become different of a dossier for staff; by
 * the very rule that they read by, so that nobody hears what nobody may see. Returns how many dossiers were looked at.
 */
export function announceDossiers({ webhooks, clock }: AnnounceParts): Promise<number> {
  const now = clock.now();
  return webhooks.announce({ now, limit: BATCH }, (news, subscriptions) => tell(news, subscriptions, now));
}

function tell(news: readonly DossierNews[], subscriptions: readonly StoredWebhook[], now: Date): NewsWrites {
  return {
    told: news.map((each) => toldOf(each, now)),
    deliveries: news.flatMap((each) => deliveriesOf(each, subscriptions, now)),
  };
}

/** A survey that runs is looked at again when its days are over: then it is closed for everybody at once. */
function toldOf({ dossier, invitation }: DossierNews, now: Date): NewsWrites['told'][number] {
  const { state } = stateOf(invitation, now);
  const checkAt = invitation && (state === 'sent' || state === 'completed') ? invitation.notAfter : null;
  return { dossierId: dossier.id, told: wordOf({ invitation }, now), checkAt };
}

function wordOf({ invitation }: Pick<DossierNews, 'invitation'>, now: Date): string {
  const { state, reason } = stateOf(invitation, now);
  return reason === null ? state : `${state}:${reason}`;
}

function deliveriesOf(news: DossierNews, subscriptions: readonly StoredWebhook[], now: Date): NewsWrites['deliveries'] {
  const { state } = stateOf(news.invitation, now);
  const isNew = news.told === null;
  const changed = news.told === '' || news.told === wordOf(news, now) ? undefined : TYPES[state];
  return subscriptions
    .filter(({ scope }) => isWithin(scope, news.unit))
    .flatMap(({ id: webhookId, createdAt }) => {
      // Who subscribes later hears what changes from then on.
      const registered = isNew && createdAt <= news.registeredAt ? (['dossier.registered'] as const) : [];
      return [...registered, ...(changed ? [changed] : [])].map((type) => ({
        id: randomUUID(),
        webhookId,
        body: JSON.stringify(eventOf(type, news, now)),
        dueAt: now,
      }));
    });
}

function eventOf(type: WebhookEventType, { dossier, unit, invitation }: DossierNews, now: Date): WebhookEvent {
  const { state, reason } = stateOf(invitation, now);
  const data = { code: dossier.code, unit: unit.code, state, ...(reason === null ? {} : { reason }) };
  return { type, timestamp: now.toISOString(), data };
}
