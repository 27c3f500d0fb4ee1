import type { UnitScope } from '../../domain/unit.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { addressFault } from '../../lib/post-outside.ts';
import type { Vault } from '../../lib/vault.ts';
import { addWebhook } from '../add-webhook.ts';
import type { StoredWebhook } from '../ports.ts';
import {
  isReachable,
  recordConnection,
  unitFaults,
  type ConnectionFault,
  type Connector,
  type IntegrationParts,
} from './integration-parts.ts';

export type WebhookParts = IntegrationParts & { readonly vault: Vault };

export type Subscription =
  | { readonly kind: 'faults'; readonly faults: readonly ConnectionFault[] }
  /** `secret` signs every message, and is to be seen this once. */
  | { readonly kind: 'added'; readonly id: string; readonly secret: string };

/** Another system hears of dossiers of a unit and everything under it. */
export async function subscribe(
  parts: WebhookParts,
  connector: Connector,
  { url, scope }: { readonly url: string; readonly scope: UnitScope },
): Promise<Subscription> {
  const fault = addressFault(url, parts.privateHosts);
  const faults: readonly ConnectionFault[] = [
    ...(fault ? [{ field: 'url', code: fault } as const] : []),
    ...unitFaults(await parts.references.units(), connector, scope),
  ];
  if (faults.length > 0) return { kind: 'faults', faults };
  const { id, secret } = await addWebhook(parts, url, scope);
  await recordConnection(parts, connector, { action: 'webhook.added', subject: id, unit: scope, facts: {} });
  return { kind: 'added', id, secret };
}

/** Every subscription within reach, the newest first. */
export async function showWebhooks(parts: IntegrationParts, connector: Connector): Promise<readonly StoredWebhook[]> {
  const [webhooks, units] = await Promise.all([parts.webhooks.all(), parts.references.units()]);
  return webhooks.filter(({ scope }) => isReachable(units, connector, scope)).toReversed();
}

/** @throws CodedError `webhook-unknown`, also for one out of reach */
export async function findWebhook(parts: IntegrationParts, connector: Connector, id: string): Promise<StoredWebhook> {
  const webhook = (await showWebhooks(parts, connector)).find((each) => each.id === id);
  if (webhook) return webhook;
  throw new CodedError('webhook-unknown', 'No subscription within reach has this id.');
}

/**
 * On again, after its receiver has been mended.
 * @throws CodedError `webhook-unknown`
 */
export async function enableWebhook(parts: IntegrationParts, connector: Connector, id: string): Promise<void> {
  const { scope } = await findWebhook(parts, connector, id);
  await parts.webhooks.enable(id);
  await recordConnection(parts, connector, { action: 'webhook.enabled', subject: id, unit: scope, facts: {} });
}

/**
 * Goes with everything that has not arrived.
 * @throws CodedError `webhook-unknown`
 */
export async function removeWebhook(parts: IntegrationParts, connector: Connector, id: string): Promise<void> {
  const { scope } = await findWebhook(parts, connector, id);
  await parts.webhooks.remove(id);
  await recordConnection(parts, connector, { action: 'webhook.removed', subject: id, unit: scope, facts: {} });
}
