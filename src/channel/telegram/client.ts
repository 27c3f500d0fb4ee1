import { Agent } from 'node:https';
import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import { toCallError } from './to-call-error.ts';

export interface ClientOptions {
  readonly token: string;
  /** Base URL of the Bot API, with the path of a proxy if there is one. */
  readonly apiRoot?: string;
  /** For a proxy; telegraf leaves it out for `http:` roots. */
  readonly agent?: Agent;
  /** How long a call may take; 15 s unless told. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;
/** Telegraf's own agent opens a socket a call without limit. */
const MAX_SOCKETS = 16;

/** Telegraf as a typed HTTP client and nothing else: one call, one request, one result or `CallError`. */
export class TelegramClient {
  /** The bot's id, which is the public part of its token. */
  readonly account: string;
  /** What telegraf's `Context` wants; nothing is sent through it. */
  readonly telegram: Telegram;
  readonly #timeoutMs: number;

  constructor({ token, apiRoot, agent, timeoutMs = TIMEOUT_MS }: ClientOptions) {
    this.account = token.split(':')[0] ?? '';
    this.#timeoutMs = timeoutMs;
    this.telegram = new Telegram(token, {
      agent: agent ?? new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
      webhookReply: false,
      ...(apiRoot !== undefined && { apiRoot: apiRoot.replace(/\/*$/, '/') }),
    });
  }

  /** @throws CallError */
  async call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    options: CallOptions = {},
  ): Promise<ReturnType<Methods[M]>> {
    const { timeoutMs = this.#timeoutMs, signal } = options;
    const timeout = AbortSignal.timeout(timeoutMs);
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
    try {
      // Telegraf's type wants the signal of a polyfill; Node's own works, and is the only way to shorten its 500 s.
      return await this.telegram.callApi(method, payload, { signal: either as never });
    } catch (error) {
      throw toCallError(method, error, signal?.aborted ? 'by-us' : timeout.aborted ? 'time-out' : null);
    }
  }
}
