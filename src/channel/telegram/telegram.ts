import type { Inbound } from '../../domain/inbound.ts';
import type { Clock } from '../../service/ports.ts';
import { TelegramChannel } from './channel.ts';
import { TelegramClient } from './client.ts';
import type { UpdateKind } from './incoming-update.ts';
import type { PoolFor } from './post-json.ts';
import { Poller } from './poller.ts';
import { createRouter } from './router.ts';
import { setUp, type SetupOptions, type WebhookSettings } from './setup.ts';
import { createVerifier } from './verify.ts';
import { handleWebhook, type WebhookRequest, type WebhookResponse } from './webhook.ts';

export interface TelegramOptions {
  readonly token: string;
  readonly apiRoot?: string;
  readonly poolFor?: PoolFor;
  /** False for a process that only sends: it learns the bot's name and leaves updates alone. */
  readonly receives: boolean;
  /** Null: long polling. */
  readonly webhook: WebhookSettings | null;
  readonly clock: Clock;
  readonly phoneButtonLabel: string;
  readonly commands?: readonly { readonly command: string; readonly description: string }[];
  readonly accept: (update: Inbound) => Promise<void>;
  readonly count?: (kind: UpdateKind | 'ignored' | 'poll-failed') => void;
  /** Telegram does not know the token: the channel stays silent until the next start. */
  readonly onStopped: (error: Error) => void;
  readonly backOffMs?: number;
}

export interface TelegramParts {
  readonly channel: TelegramChannel;
  /** Null when polling; works in every process. */
  readonly webhook: ((request: WebhookRequest) => Promise<WebhookResponse>) | null;
  /** Learns the bot's name, for links, and nothing else: for a process that waits for its turn to poll. */
  learnName(): void;
  /** Lets updates in, after a `stop` too. Returns at once: Telegram may be away for long. */
  start(): void;
  stop(): Promise<void>;
}

/** The whole channel: what sends (every role), and what receives (`start` or the webhook, one role). */
export function createTelegram(options: TelegramOptions): TelegramParts {
  const { receives, webhook, commands = [], clock, accept, count = () => undefined } = options;
  const client = new TelegramClient(options);
  const channel = new TelegramChannel({ ...options, client });
  const route = createRouter({
    account: client.account,
    clock,
    telegram: client.telegram,
    username: () => channel.username,
  });
  const poller = receives && !webhook ? new Poller({ ...options, client, route, count }) : null;
  let stopping = new AbortController();
  let setups: Promise<void>[] = [];
  function introduce(what: Pick<SetupOptions, 'webhook' | 'commands'>): void {
    if (stopping.signal.aborted) stopping = new AbortController();
    setups.push(setUp({ ...options, ...what, client, onUsername: (name) => channel.introduce(name) }, stopping.signal));
  }
  return {
    channel,
    webhook: webhook && withDeps({ verify: createVerifier(webhook.secret), route, accept, count }),
    learnName: () => introduce({ webhook: null, commands: [] }),
    start() {
      introduce(receives ? { webhook, commands } : { webhook: null, commands: [] });
      poller?.start();
    },
    async stop() {
      stopping.abort();
      await Promise.all([...setups, poller?.stop()]);
      setups = [];
    },
  };
}

function withDeps(deps: Parameters<typeof handleWebhook>[1]) {
  return (request: WebhookRequest) => handleWebhook(request, deps);
}
