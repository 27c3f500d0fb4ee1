import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failLine, Faults } from '../faults.ts';
import { ApiError, TEXTS } from './api-error.ts';
import { BotMethods } from './bot-methods.ts';
import { isMethod, type MethodName } from './call-schemas.ts';
import { scaledClock, type FakeClock } from './fake-clock.ts';
import type { Fault, TelegramFaults } from './faults.ts';
import { LongPoll } from './long-poll.ts';
import { Outbox } from './outbox.ts';
import type { Person, PersonOptions } from './person.ts';
import { RateLimits, USUAL_LIMITS, type Limits } from './rate-limits.ts';
import type { UpdateQueue } from './update-queue.ts';
import { WebhookSender } from './webhook-sender.ts';
import { toJson } from './wire.ts';
import { World } from './world.ts';

export interface FakeTelegramOptions {
  readonly token: string;
  readonly username?: string;
  readonly clock?: FakeClock;
  /** \uXXXX for everything beyond ASCII, as Telegram writes it; false: raw UTF-8. */
  readonly escape?: boolean;
  /** Null: no limits. */
  readonly limits?: Limits | null;
  readonly port?: number;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** A Bot API server on a loopback port, stricter than the real one. Its people live in the same process. */
export class FakeTelegram {
  readonly outbox = new Outbox();
  readonly faults: TelegramFaults = new Faults();
  readonly limits: RateLimits;
  readonly webhook: WebhookSender;
  readonly longPoll: LongPoll;
  readonly #world: World;
  readonly #methods: BotMethods;
  readonly #token: string;
  readonly #escape: boolean;
  readonly #server: Server;

  constructor(options: FakeTelegramOptions) {
    const { token, username = 'hai_long_bot', clock = scaledClock(), escape = true, limits = USUAL_LIMITS } = options;
    this.#token = token;
    this.#escape = escape;
    this.#world = new World(Number(token.split(':')[0]), username, clock);
    this.limits = new RateLimits(limits, clock);
    this.webhook = new WebhookSender(this.#world.updates, clock, escape, (answer) => void this.#obey(answer));
    this.longPoll = new LongPoll(this.#world.updates, clock);
    this.#methods = new BotMethods({
      world: this.#world,
      limits: this.limits,
      longPoll: this.longPoll,
      webhook: this.webhook,
    });
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Value for the bot's API root. */
  get url(): string {
    const { port } = this.#address;
    return `http://127.0.0.1:${port}`;
  }

  /** Duplicates, reorderings, restarted ids and foreign updates. */
  get updates(): UpdateQueue {
    return this.#world.updates;
  }

  person(id: number, options: PersonOptions = {}): Person {
    return this.#world.person(id, options);
  }

  people(): readonly Person[] {
    return this.#world.people();
  }

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.webhook.stop();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  get #address(): AddressInfo {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The fake does not listen.');
    return address;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      await this.#serveMethod(request, response, gone.signal);
    } catch (error) {
      this.#refuse(response, error instanceof ApiError ? error : new ApiError(500, 'Internal Server Error'));
    }
  }

  async #serveMethod(request: IncomingMessage, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const method = this.#methodOf(request.url ?? '');
    const payload = await readPayload(request);
    const chatId = 'chat_id' in payload ? Number(payload['chat_id']) : null;
    const record = (accepted: boolean, status: number | null) =>
      this.outbox.calls.push({ method, payload, chatId, accepted, status, at: Date.now() });
    const fault = this.faults.take({ method, chatId });
    if (fault && !('accepted' in fault && fault.accepted)) {
      record(false, statusOf(fault));
      return this.#fail(response, fault);
    }
    try {
      const result = await this.#methods.call(method, payload, gone, (text) => this.outbox.violations.push(text));
      record(true, fault ? statusOf(fault) : 200);
      if (fault) this.#fail(response, fault);
      else this.#answer(response, 200, { ok: true, result });
    } catch (error) {
      record(false, error instanceof ApiError ? error.status : 500);
      throw error;
    }
  }

  /** A call that came as the answer of the bot's webhook; what becomes of it the bot never hears. */
  async #obey({ method, ...payload }: Readonly<Record<string, unknown>>): Promise<void> {
    const name = String(method);
    const chatId = 'chat_id' in payload ? Number(payload['chat_id']) : null;
    const note = (text: string) => void this.outbox.violations.push(text);
    if (!isMethod(name) || !isCallableByAnswer(name)) return note(`${name} cannot be called by an answer`);
    const { signal } = new AbortController();
    const isAccepted = await this.#methods.call(name, payload, signal, note).then(
      () => true,
      () => false,
    );
    this.outbox.calls.push({ method: name, payload, chatId, accepted: isAccepted, status: null, at: Date.now() });
  }

  /** @throws ApiError 401 for another token, 404 for what looks like none and for unknown methods. */
  #methodOf(path: string): MethodName {
    const [, token, method] = /^\/bot(\d+:[\w-]+)\/(\w+)(?:\?.*)?$/.exec(path) ?? [];
    if (token === undefined || method === undefined) throw new ApiError(404, TEXTS.notFound);
    if (token !== this.#token) throw new ApiError(401, TEXTS.unauthorised);
    if (!isMethod(method)) throw new ApiError(404, TEXTS.methodNotFound);
    return method;
  }

  #fail(response: ServerResponse, fault: Fault): void {
    switch (fault.kind) {
      case 'rate-limit':
        return this.#refuse(
          response,
          new ApiError(429, `Too Many Requests: retry after ${fault.retryAfterS}`, fault.retryAfterS),
        );
      case 'error':
        return this.#refuse(response, new ApiError(fault.status, fault.description));
      default:
        return failLine(response, fault);
    }
  }

  #refuse(response: ServerResponse, { status, description, retryAfterS }: ApiError): void {
    if (retryAfterS !== null) response.setHeader('retry-after', String(retryAfterS));
    const parameters = retryAfterS === null ? {} : { parameters: { retry_after: retryAfterS } };
    this.#answer(response, status, { ok: false, error_code: status, description, ...parameters });
  }

  #answer(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(toJson(body, this.#escape));
  }
}

export async function startFakeTelegram(options: FakeTelegramOptions): Promise<FakeTelegram> {
  const fake = new FakeTelegram(options);
  await fake.listen(options.port);
  return fake;
}

/** Telegram refuses there what concerns the webhook itself and whatever only asks. */
function isCallableByAnswer(method: MethodName): boolean {
  return !method.startsWith('get') && method !== 'setWebhook' && method !== 'deleteWebhook';
}

function statusOf(fault: Fault): number | null {
  if (fault.kind === 'rate-limit') return 429;
  return 'status' in fault ? fault.status : null;
}

async function readPayload(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new ApiError(413, 'Request Entity Too Large');
    chunks.push(bytes);
  }
  if (size === 0) return {};
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Falls through to the answer Telegram gives for a body it cannot read.
  }
  throw new ApiError(400, "Bad Request: can't parse JSON object");
}
