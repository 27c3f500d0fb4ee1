import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import type { Dispatcher } from 'undici';
import { resultOf } from './api-answer.ts';
import { directly, postJson, type PoolFor } from './post-json.ts';
import { toCallError } from './to-call-error.ts';

export interface ClientOptions {
  readonly token: string;
  /** Base URL of the Bot API, with the path of a proxy if there is one. */
  readonly apiRoot?: string;
  /** How calls leave. */
  readonly poolFor?: PoolFor;
  /** How long a call may take; 15 s unless told. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const API_ROOT = 'https://api.telegram.org';
const TIMEOUT_MS = 15_000;
/** A platform drops clients that open a socket a message. */
const CONNECTIONS = 16;

/** The Bot API by telegraf's types: one call, one request, one result or `CallError`. */
export class TelegramClient {
  /** The bot's id, which is the public part of its token. */
  readonly account: string;
  /** What telegraf's `Context` wants; nothing is sent through it. */
  readonly telegram: Telegram;
  /** Of every method; it holds the token. */
  readonly #path: string;
  readonly #pool: Dispatcher;
  readonly #timeoutMs: number;

  constructor({ token, apiRoot = API_ROOT, poolFor = directly, timeoutMs = TIMEOUT_MS }: ClientOptions) {
    const root = apiRoot.replace(/\/*$/, '/');
    this.account = token.split(':')[0] ?? '';
    this.telegram = new Telegram(token, { webhookReply: false, apiRoot: root });
    this.#path = new URL(`${root}bot${token}/`).pathname;
    this.#pool = poolFor(new URL(root), CONNECTIONS);
    this.#timeoutMs = timeoutMs;
  }

  /** @throws CallError */
  async call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    { timeoutMs = this.#timeoutMs, signal }: CallOptions = {},
  ): Promise<ReturnType<Methods[M]>> {
    try {
      const patience = { timeoutMs, signal: signal ?? null };
      const answered = await postJson(this.#pool, this.#path + method, JSON.stringify(payload), patience);
      return resultOf<ReturnType<Methods[M]>>(answered);
    } catch (error) {
      throw toCallError(method, error);
    }
  }
}
