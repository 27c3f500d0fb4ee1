import { randomUUID } from 'node:crypto';
import type { UnitScope } from '../domain/unit.ts';
import { newWebhookSecret } from '../lib/standard-webhook.ts';
import type { Vault } from '../lib/vault.ts';
import type { Clock, WebhookStore } from './ports.ts';

export interface AddWebhookParts {
  readonly webhooks: WebhookStore;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** A new subscription; its secret is shown once and stored sealed. */
export async function addWebhook(
  { webhooks, vault, clock }: AddWebhookParts,
  url: string,
  scope: UnitScope,
): Promise<{ readonly id: string; readonly secret: string }> {
  const id = randomUUID();
  const secret = newWebhookSecret();
  await webhooks.add({ id, url, scope, secretSealed: vault.seal('webhook', id, secret) }, clock.now());
  return { id, secret };
}
