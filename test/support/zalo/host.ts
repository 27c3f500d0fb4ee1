import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { failLine } from '../faults.ts';
import type { Answer, Api } from './api.ts';
import { callNameOf, recipientOf, type Call } from './calls.ts';
import type { Fault, ZaloFaults } from './faults.ts';
import type { MovableClock } from './movable-clock.ts';
import type { Outbox, RecordedCall } from './outbox.ts';
import { errorBody, ZaloError, type HostName } from './zalo-error.ts';

export interface HostParts {
  readonly name: HostName;
  readonly api: Api;
  readonly outbox: Outbox;
  readonly faults: ZaloFaults;
  readonly clock: MovableClock;
}

/** One of Zalo's hosts on a loopback port of its own: what belongs to another host is not found here. */
export class Host {
  readonly #parts: HostParts;
  readonly #server: Server;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => answer(response, 500, {}));
    });
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The fake does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { name: host, outbox, faults, clock } = this.#parts;
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://host');
    const method = request.method ?? 'GET';
    const name = callNameOf(host, method, path);
    if (name === null) {
      outbox.violations.push(`${host} does not know ${method} ${path}`);
      return answer(response, 200, { error: 404, message: 'Empty api' });
    }
    const query = Object.fromEntries(searchParams);
    const call: Call = { host, name, method, path, query, headers: request.headers, body: await readBody(request) };
    const payload = payloadOf(call);
    const recipient = recipientOf(payload);
    const record = (accepted: boolean, error: number | null): RecordedCall => {
      const recorded = { ...call, payload, recipient, accepted, error, at: clock.now() };
      outbox.calls.push(recorded);
      return recorded;
    };
    const fault = faults.take({ call: name, recipient });
    if (fault) return this.#fail(fault, call, response, record);
    const outcome = this.#run(call);
    record(outcome.error === 0, outcome.error);
    answer(response, outcome.status, outcome.body, outcome.headers);
  }

  #fail(
    fault: Fault,
    call: Call,
    response: ServerResponse,
    record: (accepted: boolean, error: number | null) => void,
  ): void {
    const takesEffect = 'accepted' in fault && fault.accepted && this.#run(call).error === 0;
    record(takesEffect, fault.kind === 'code' ? fault.code : null);
    switch (fault.kind) {
      case 'code':
        return answer(response, 200, errorBody(call.host, fault.code, fault.detail));
      case 'body':
        return answer(response, fault.status ?? 200, fault.body);
      default:
        return failLine(response, fault);
    }
  }

  #run(call: Call): Answer & { readonly error: number } {
    try {
      return { ...this.#parts.api.run(call, this.#parts.outbox.violations), error: 0 };
    } catch (error) {
      if (!(error instanceof ZaloError)) throw error;
      const body = errorBody(call.host, error.code, error.detail);
      return { status: 200, headers: {}, body, error: error.code };
    }
  }
}

const MAX_BODY_BYTES = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('A body over one mebibyte.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** For the record: JSON, a form, else the query. */
function payloadOf({ body, query, headers }: Call): Readonly<Record<string, unknown>> {
  if (body === '') return query;
  if (String(headers['content-type']).includes('urlencoded')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function answer(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}
