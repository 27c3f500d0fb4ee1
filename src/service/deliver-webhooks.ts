import { DISABLED_AFTER_MS, holdAfter, pauseAfter } from '../domain/webhook-event.ts';
import { inParallel } from '../lib/in-parallel.ts';
import type { Log } from '../lib/log.ts';
import { signedHeaders } from '../lib/standard-webhook.ts';
import type { Vault } from '../lib/vault.ts';
import type {
  Clock,
  DeliverySettlement,
  DueWebhook,
  PostOutcome,
  PostOutside,
  WebhookDelivery,
  WebhookStore,
} from './ports.ts';

export interface DeliverWebhookParts {
  readonly webhooks: WebhookStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly postOutside: PostOutside;
}

/** Addresses at once, and deliveries of each in one turn: at ten seconds apiece no turn outlasts its lease. */
const WEBHOOKS = 20;
const DELIVERIES = 20;
const LEASE_MS = 5 * 60_000;

/** What became of one delivery: `refused` says something about it, `away` and `gone` about the address. */
type Fate = 'arrived' | 'refused' | 'away' | 'gone';

/** Sends what is due to every subscription, each by itself and in order. Returns how many subscriptions had something. */
export async function deliverWebhooks(parts: DeliverWebhookParts): Promise<number> {
  const { webhooks, clock } = parts;
  const query = { now: clock.now(), leaseMs: LEASE_MS, webhooks: WEBHOOKS, deliveries: DELIVERIES };
  const claimed = await webhooks.claim(query);
  await inParallel(claimed, WEBHOOKS, async (webhook) => webhooks.settle(await deliver(parts, webhook)));
  return claimed.length;
}

async function deliver(parts: DeliverWebhookParts, webhook: DueWebhook): Promise<DeliverySettlement> {
  const secret = parts.vault.open('webhook', webhook.id, webhook.secretSealed).toString();
  const course = new Course(webhook);
  for (const delivery of webhook.due) {
    const at = parts.clock.now();
    const outcome = await post(parts, webhook, secret, delivery, at);
    const fate = fateOf(outcome);
    course.note(delivery, fate, outcome, at);
    if (fate === 'away' || fate === 'gone') break;
  }
  const settlement = course.end(parts.clock.now());
  const { id } = webhook;
  if (course.givenUp > 0) parts.log.warn({ webhook: id, count: course.givenUp }, 'webhook deliveries were given up');
  if (settlement.disabledAt) parts.log.error({ webhook: id }, 'a webhook was switched off');
  return settlement;
}

function post(
  { postOutside }: DeliverWebhookParts,
  { url }: DueWebhook,
  secret: string,
  { id, body }: WebhookDelivery,
  at: Date,
): Promise<PostOutcome> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'hai-long' };
  return postOutside(url, { ...headers, ...signedHeaders(secret, `msg_${id}`, at, body) }, body);
}

function fateOf(outcome: PostOutcome): Fate {
  if (outcome.kind === 'failed') return 'away';
  const { status } = outcome;
  if (status >= 200 && status < 300) return 'arrived';
  if (status === 410) return 'gone';
  return status >= 500 || status === 408 || status === 429 ? 'away' : 'refused';
}

/** One turn with one address, as it goes. */
class Course {
  readonly #webhookId: string;
  readonly #done: string[] = [];
  readonly #again: { readonly id: string; readonly attempts: number; readonly dueAt: Date }[] = [];
  #failures: number;
  #failingSince: Date | null;
  #heldUntil: Date | null = null;
  #gone = false;
  #deliveredAt: Date | null = null;
  givenUp = 0;

  constructor({ id, failures, failingSince }: DueWebhook) {
    this.#webhookId = id;
    this.#failures = failures;
    this.#failingSince = failingSince;
  }

  note({ id, attempts }: WebhookDelivery, fate: Fate, outcome: PostOutcome, at: Date): void {
    if (fate === 'arrived') {
      this.#done.push(id);
      this.#deliveredAt = at;
      this.#failures = 0;
      this.#failingSince = null;
      return;
    }
    this.#failures += 1;
    this.#failingSince ??= at;
    this.#gone = fate === 'gone';
    if (fate === 'away') this.#hold(outcome, at);
    const pause = pauseAfter(attempts + 1);
    if (pause === null) {
      this.#done.push(id);
      this.givenUp += 1;
    } else this.#again.push({ id, attempts: attempts + 1, dueAt: new Date(at.getTime() + pause) });
  }

  end(now: Date): DeliverySettlement {
    const failingMs = this.#failingSince ? now.getTime() - this.#failingSince.getTime() : 0;
    const isOff = this.#gone || failingMs > DISABLED_AFTER_MS;
    return {
      webhookId: this.#webhookId,
      done: this.#done,
      again: this.#again,
      heldUntil: this.#heldUntil ?? now,
      failures: this.#failures,
      failingSince: this.#failingSince,
      disabledAt: isOff ? now : null,
      deliveredAt: this.#deliveredAt,
      givenUp: this.givenUp,
    };
  }

  #hold(outcome: PostOutcome, at: Date): void {
    const asked = outcome.kind === 'answered' ? (outcome.retryAfterMs ?? 0) : 0;
    const longest = 24 * 3_600_000;
    this.#heldUntil = new Date(at.getTime() + Math.min(Math.max(asked, holdAfter(this.#failures)), longest));
  }
}
