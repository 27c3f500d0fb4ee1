import { Pool, type Dispatcher } from 'undici';

export interface Answered {
  readonly status: number;
  readonly statusText: string;
  readonly body: string;
}

export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | null;
}

/** The call was ended from this side. */
export class GivenUpError extends Error {
  readonly by: 'us' | 'time-out';

  constructor(by: 'us' | 'time-out') {
    super(`given up (${by})`);
    this.name = 'GivenUpError';
    this.by = by;
  }
}

/** Keeps so many connections to a place, which calls go through one at a time. */
export type PoolFor = (place: URL, connections: number) => Dispatcher;

export const directly: PoolFor = ({ origin }, connections) => new Pool(origin, { connections });

const HEADERS = { 'content-type': 'application/json' };

/**
 * One POST over a kept connection, at the least cost: a day's messages are some hundred thousand calls.
 * Rejects with GivenUpError, or with what is said of the connection.
 */
export function postJson(pool: Dispatcher, path: string, body: string, patience: Patience): Promise<Answered> {
  return new Promise((resolve, reject) => {
    if (patience.signal?.aborted) return reject(new GivenUpError('us'));
    const call = new Call(patience, resolve, reject);
    // The time that a call may take is held by the call itself: it begins before there is a connection.
    pool.dispatch({ path, method: 'POST', headers: HEADERS, body, headersTimeout: 0, bodyTimeout: 0 }, call);
  });
}

/** What undici tells of one call. */
class Call implements Dispatcher.DispatchHandler {
  readonly #resolve: (answered: Answered) => void;
  readonly #reject: (error: unknown) => void;
  readonly #signal: AbortSignal | null;
  readonly #overdue: NodeJS.Timeout;
  readonly #giveUpByUs = () => this.#giveUp('us');
  readonly #parts: Buffer[] = [];
  #head: Omit<Answered, 'body'> = { status: 0, statusText: '' };
  #controller: Dispatcher.DispatchController | null = null;
  #given: GivenUpError | null = null;

  constructor(
    { timeoutMs, signal }: Patience,
    resolve: (answered: Answered) => void,
    reject: (error: unknown) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    this.#overdue = setTimeout(() => this.#giveUp('time-out'), timeoutMs);
    signal?.addEventListener('abort', this.#giveUpByUs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#given) controller.abort(this.#given);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, _headers: object, statusText = ''): void {
    this.#head = { status, statusText };
  }

  onResponseData(_: Dispatcher.DispatchController, part: Buffer): void {
    this.#parts.push(part);
  }

  /** Decoded as a whole: in pieces a letter cut in two is lost. */
  onResponseEnd(): void {
    this.#settle();
    this.#resolve({ ...this.#head, body: Buffer.concat(this.#parts).toString() });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#settle();
    this.#reject(this.#given ?? error);
  }

  /** A call that has not been begun is given up as well, and nothing of it is sent. */
  #giveUp(by: GivenUpError['by']): void {
    this.#given = new GivenUpError(by);
    this.#settle();
    this.#controller?.abort(this.#given);
    this.#reject(this.#given);
  }

  #settle(): void {
    clearTimeout(this.#overdue);
    this.#signal?.removeEventListener('abort', this.#giveUpByUs);
  }
}
