import { createRoute } from '../../../src/channel/zalo/route.ts';
import type { AccountChange } from '../../../src/channel/zalo/routed.ts';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { createVerifier, type NearMiss } from '../../../src/channel/zalo/verify.ts';
import { handleWebhook, type WebhookDeps } from '../../../src/channel/zalo/webhook.ts';
import { handClock } from '../../support/telegram/samples.ts';
import { webhookMac } from '../../support/zalo/ids.ts';
import { APP_ID, APP_SECRET, OA_ID, OA_SECRET } from '../../support/zalo/samples.ts';

/** The webhook with everything behind it in memory; repeats are dropped by id, as the store does. */
export class TestWebhook {
  readonly accepted: Inbound[] = [];
  readonly kept = new Map<string, Inbound>();
  readonly changes: AccountChange[] = [];
  readonly counted: string[] = [];
  readonly nearMisses: NearMiss[] = [];
  /** Awaited before anything is kept. */
  before: () => Promise<void> = () => Promise.resolve();
  readonly #deps: WebhookDeps;

  constructor(deps: Partial<WebhookDeps> = {}) {
    this.#deps = {
      verify: createVerifier({ appId: APP_ID, oaId: OA_ID, oaSecret: OA_SECRET, appSecret: APP_SECRET }),
      route: createRoute({ oaId: OA_ID, clock: handClock() }),
      accept: async (arrived: Inbound) => {
        await this.before();
        this.accepted.push(arrived);
        this.kept.set(arrived.updateId, arrived);
      },
      count: (what) => void this.counted.push(what),
      onAccountChange: (change) => void this.changes.push(change),
      onNearMiss: (nearMiss) => void this.nearMisses.push(nearMiss),
      ...deps,
    };
  }

  async post(body: Buffer | string, headers: Readonly<Record<string, string | string[]>> = {}): Promise<number> {
    return (await handleWebhook({ headers, body: Buffer.from(body) }, this.#deps)).status;
  }

  /** Signed as Zalo does it. */
  async postEvent(event: object, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    const raw = JSON.stringify(event);
    return this.post(raw, { ...headers, 'x-zevent-signature': `mac=${macOf(raw)}` });
  }
}

/** Of what was sent, whatever it holds. */
export function macOf(raw: string): string {
  const event: unknown = JSON.parse(raw);
  const given = typeof event === 'object' && event !== null && 'timestamp' in event ? event.timestamp : '';
  const timestamp = typeof given === 'object' ? '' : String(given);
  return webhookMac(APP_ID, raw, timestamp, OA_SECRET);
}
