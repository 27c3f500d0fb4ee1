import type { Agent } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import { resultOf } from './api-answer.ts';
import { directly, postJson, type AgentFor, type Place } from './post-json.ts';
import { toCallError } from './to-call-error.ts';

export interface ClientOptions {
  readonly token: string;
  /** Base URL of the Bot API, with the path of a proxy if there is one. */
  readonly apiRoot?: string;
  /** How calls leave. */
  readonly agentFor?: AgentFor;
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
const MAX_SOCKETS = 16;

/** The Bot API by telegraf's types: one call, one request, one result or `CallError`. */
export class TelegramClient {
  /** The bot's id, which is the public part of its token. */
  readonly account: string;
  /** What telegraf's `Context` wants; nothing is sent through it. */
  readonly telegram: Telegram;
  readonly #base: string;
  readonly #agent: Agent;
  readonly #timeoutMs: number;
  readonly #places = new Map<string, Place>();

  constructor({ token, apiRoot = API_ROOT, agentFor, timeoutMs = TIMEOUT_MS }: ClientOptions) {
    const root = apiRoot.replace(/\/*$/, '/');
    this.account = token.split(':')[0] ?? '';
    this.telegram = new Telegram(token, { webhookReply: false, apiRoot: root });
    this.#base = `${root}bot${token}/`;
    this.#agent = (agentFor ?? directly)(new URL(root), { keepAlive: true, maxSockets: MAX_SOCKETS });
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
      const answered = await postJson(this.#placeOf(method), JSON.stringify(payload), this.#agent, patience);
      return resultOf<ReturnType<Methods[M]>>(answered);
    } catch (error) {
      throw toCallError(method, error);
    }
  }

  /** There are few methods, and many calls. */
  #placeOf(method: string): Place {
    const place = this.#places.get(method) ?? urlToHttpOptions(new URL(this.#base + method));
    this.#places.set(method, place);
    return place;
  }
}
