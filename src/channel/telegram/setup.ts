import { isFatal, pause, waitFor } from './back-off.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';
import type { TelegramClient } from './client.ts';

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
}

export interface SetupOptions {
  readonly client: TelegramClient;
  /** Null: long polling. */
  readonly webhook: WebhookSettings | null;
  /** The bot's commands in Telegram's menu; none unless told. */
  readonly commands?: readonly { readonly command: string; readonly description: string }[];
  readonly onUsername: (username: string) => void;
  readonly onStopped: (error: Error) => void;
  readonly backOffMs?: number;
}

const MAX_CONNECTIONS = 40;

/** Introduces the service to Telegram, again and again until it works: the service runs without. */
export async function setUp(options: SetupOptions, signal: AbortSignal): Promise<void> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await introduce(options, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isFatal(error)) return options.onStopped(error);
      await pause(waitFor(error, failures, options.backOffMs ?? 1000), signal);
    }
  }
}

async function introduce(
  { client, webhook, commands = [], onUsername }: SetupOptions,
  signal: AbortSignal,
): Promise<void> {
  const me = await client.call('getMe', {}, { signal });
  onUsername(me.username);
  if (webhook) await client.call('setWebhook', toWebhook(webhook), { signal });
  if (commands.length > 0) await client.call('setMyCommands', { commands }, { signal });
}

function toWebhook({ url, secret }: WebhookSettings) {
  return { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: MAX_CONNECTIONS };
}
