import { Agent, request, type AgentOptions, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import type { urlToHttpOptions } from 'node:url';

export interface Answered {
  readonly status: number;
  readonly statusText: string;
  readonly body: string;
}

export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | null;
}

/** An address, parsed. */
export type Place = ReturnType<typeof urlToHttpOptions>;

/** The call was ended from this side. */
export class GivenUpError extends Error {
  readonly by: 'us' | 'time-out';

  constructor(by: 'us' | 'time-out') {
    super(`given up (${by})`);
    this.name = 'GivenUpError';
    this.by = by;
  }
}

/** Makes the agent that calls to an address go through. */
export type AgentFor = (url: URL, options: AgentOptions) => Agent;

export const directly: AgentFor = ({ protocol }, options) =>
  protocol === 'http:' ? new Agent(options) : new SecureAgent(options);

/**
 * One POST over a kept connection, at the least cost: a day's messages are some hundred thousand calls.
 * Rejects with GivenUpError, or with what Node says of the connection.
 */
export function postJson(place: Place, body: string, agent: Agent, { timeoutMs, signal }: Patience): Promise<Answered> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new GivenUpError('us'));
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const send = place.protocol === 'http:' ? request : requestSecure;
    const outgoing = send({ ...place, method: 'POST', agent, headers });
    let given: GivenUpError | null = null;
    const giveUp = (by: GivenUpError['by']) => void outgoing.destroy((given = new GivenUpError(by)));
    const giveUpByUs = () => giveUp('us');
    const overdue = setTimeout(giveUp, timeoutMs, 'time-out');
    signal?.addEventListener('abort', giveUpByUs);
    const settle = () => {
      clearTimeout(overdue);
      signal?.removeEventListener('abort', giveUpByUs);
    };
    const fail = (error: unknown) => {
      settle();
      // An answer that has begun only tells that it was cut short, whoever did it.
      reject(given ?? error);
    };
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      read(
        incoming,
        (answered) => {
          settle();
          resolve(answered);
        },
        fail,
      );
    });
    outgoing.end(body);
  });
}

/** Decoded as a whole: in pieces a letter cut in two is lost. */
function read(incoming: IncomingMessage, done: (answered: Answered) => void, fail: (error: unknown) => void): void {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => void parts.push(part));
  incoming.on('error', fail);
  incoming.on('end', () => {
    const { statusCode: status = 0, statusMessage: statusText = '' } = incoming;
    done({ status, statusText, body: Buffer.concat(parts).toString() });
  });
}
