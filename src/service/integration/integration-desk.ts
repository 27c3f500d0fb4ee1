import { findKey, issueKey, revokeKey, showKeys, type NewKey } from './api-keys.ts';
import type { StoredWebhook } from '../ports.ts';
import type { Connector } from './integration-parts.ts';
import { enableWebhook, findWebhook, removeWebhook, showWebhooks, subscribe, type WebhookParts } from './webhooks.ts';

export type IntegrationDesk = ReturnType<typeof openIntegrationDesk>;

/** Every use case about connected systems, with its parts already given. */
export function openIntegrationDesk(parts: WebhookParts) {
  return {
    keys: (by: Connector) => showKeys(parts, by),
    findKey: (by: Connector, id: string) => findKey(parts, by, id),
    issueKey: (by: Connector, wanted: NewKey) => issueKey(parts, by, wanted),
    revokeKey: (by: Connector, id: string) => revokeKey(parts, by, id),
    /** Of one that was found within reach. */
    webhookBacklog: ({ id }: StoredWebhook) => parts.webhooks.backlog(id),
    webhooks: (by: Connector) => showWebhooks(parts, by),
    findWebhook: (by: Connector, id: string) => findWebhook(parts, by, id),
    subscribe: (by: Connector, wanted: Parameters<typeof subscribe>[2]) => subscribe(parts, by, wanted),
    enableWebhook: (by: Connector, id: string) => enableWebhook(parts, by, id),
    removeWebhook: (by: Connector, id: string) => removeWebhook(parts, by, id),
  };
}
