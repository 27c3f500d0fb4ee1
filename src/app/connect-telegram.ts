import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counter, Registry } from 'prom-client';
import { createTelegram, type TelegramParts } from '../channel/telegram/telegram.ts';
import type { Config } from '../config.ts';
import { chat as vi } from '../domain/text/vi/chat.ts';
import type { Log } from '../lib/log.ts';
import { counter } from '../lib/metrics.ts';
import type { Outbound } from '../lib/outbound/outbound.ts';
import type { Queues } from '../queue/queues.ts';
import type { Clock } from '../service/ports.ts';
import { tryLock, type HeldLock } from '../store/advisory-lock.ts';
import type { Role } from './role.ts';

export interface TelegramLink extends Pick<TelegramParts, 'channel' | 'webhook'> {
  start(): void;
  stop(): Promise<void>;
}

interface Setting {
  readonly config: Config;
  readonly role: Role;
  readonly outbound: Pick<Outbound, 'poolFor'>;
  readonly publicUrl: string;
  readonly queues: Queues;
  readonly metrics: Registry;
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly log: Log;
}

const LOCK_RETRY_MS = 2_000;

/** The bot, or null when none is configured. Updates come in by webhook to every web process, or by polling to one. */
export function connectTelegram(setting: Setting): TelegramLink | null {
  const { config, role, outbound, publicUrl, queues, clock, log } = setting;
  if (!config.telegram) return null;
  const { botToken, apiRoot, webhookSecret } = config.telegram;
  const updates = updateCounter(setting.metrics);
  const polls = webhookSecret === null && role !== 'web';
  const telegram = createTelegram({
    token: botToken,
    apiRoot,
    poolFor: outbound.poolFor,
    receives: polls || (webhookSecret !== null && role !== 'worker'),
    webhook: webhookSecret === null ? null : { url: `${publicUrl}/webhooks/telegram`, secret: webhookSecret },
    clock,
    phoneButtonLabel: vi.buttons.sharePhone,
    accept: (update) => queues.inbox.accept(update),
    count: (kind) => updates.inc({ kind }),
    onStopped: (error) => log.error({ err: error }, 'Telegram refuses the bot token: check TELEGRAM_BOT_TOKEN'),
  });
  return polls ? pollAlone(telegram, setting) : telegram;
}

function updateCounter(metrics: Registry): Counter<'kind'> {
  return counter(metrics, 'hai_long_telegram_updates_total', 'Updates from Telegram by kind', ['kind']);
}

/** Telegram lets one process poll: whoever holds the lock, and only as long as it holds it. */
function pollAlone(telegram: TelegramParts, { databaseUrl, log }: Setting): TelegramLink {
  const stopping = new AbortController();
  let polling = Promise.resolve();

  async function pollInTurn(): Promise<void> {
    while (!stopping.signal.aborted) {
      const lost = new AbortController();
      const lock = await tryLock(databaseUrl, 'telegram-polling', () => lost.abort()).catch(() => null);
      if (lock) await pollWhile(lock, AbortSignal.any([stopping.signal, lost.signal]));
      else await sleep(LOCK_RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function pollWhile(lock: HeldLock, ending: AbortSignal): Promise<void> {
    telegram.start();
    if (!ending.aborted) await once(ending, 'abort');
    await telegram.stop();
    await lock.release();
  }

  return {
    ...telegram,
    start() {
      telegram.learnName();
      polling = pollInTurn().catch((error: unknown) => log.error({ err: error }, 'polling has ended'));
    },
    async stop() {
      stopping.abort();
      await polling;
      await telegram.stop();
    },
  };
}
