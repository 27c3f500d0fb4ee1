import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { pageFiles, type PageFile } from './page-files.ts';
import type { PhoneRack } from './phone-rack.ts';

export interface PhoneServerOptions {
  readonly rack: PhoneRack;
  /** 0: any free one. */
  readonly port: number;
  /** Where the page leads to. */
  readonly consoleUrl: string;
}

export interface PhoneServer {
  readonly url: string;
  close(): Promise<void>;
}

const MAX_PHONES = 12;
const MAX_BODY = 16 * 1024;
const ALIVE_MS = 20_000;

const place = z.int().min(0);
const Action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['start', 'share-contact', 'sticker', 'block', 'unblock']) }),
  z.strictObject({ kind: z.enum(['scan', 'type']), text: z.string().trim().min(1).max(4096) }),
  z.strictObject({ kind: z.literal('tap'), message: place, row: place, column: place }),
  z.strictObject({ kind: z.literal('key'), row: place, column: place }),
]);

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The page with the phones, on the loopback interface: files, one stream of what changes, one address for actions. */
export async function startPhoneServer(options: PhoneServerOptions): Promise<PhoneServer> {
  const files = await pageFiles();
  const server = createServer((request, response) => {
    serve(request, response, options, files).catch(() => answer(response, 500, {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: PhoneServerOptions,
  files: ReadonlyMap<string, PageFile>,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method === 'POST') return act(request, response, path, options.rack);
  if (path === '/events') return stream(request, response, options);
  const file = files.get(path);
  if (!file) return answer(response, 404, {});
  response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(file.body);
}

/** Everything at first, then each phone that changes. */
function stream(request: IncomingMessage, response: ServerResponse, { rack, consoleUrl }: PhoneServerOptions): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
  const send = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const onChange = (phone: { view(): unknown }) => send('phone', phone.view());
  send('begin', { consoleUrl, phones: rack.phones.map((phone) => phone.view()) });
  rack.on('change', onChange);
  const alive = setInterval(() => response.write(': still here\n\n'), ALIVE_MS);
  request.once('close', () => {
    clearInterval(alive);
    rack.off('change', onChange);
  });
}

/** `POST /phones` adds one; `POST /phones/{id}` lets it do something. JSON only, which foreign pages cannot send. */
async function act(request: IncomingMessage, response: ServerResponse, path: string, rack: PhoneRack): Promise<void> {
  if (request.headers['content-type'] !== 'application/json') return answer(response, 415, {});
  if (path === '/phones') {
    if (rack.phones.length >= MAX_PHONES) return answer(response, 409, { result: 'no-more-phones' });
    return answer(response, 200, { result: 'done', id: rack.add().id });
  }
  const phone = rack.find(path.replace(/^\/phones\//, ''));
  if (!phone) return answer(response, 404, {});
  const action = Action.safeParse(await readJson(request));
  if (!action.success) return answer(response, 400, { result: 'not-understood' });
  answer(response, 200, { result: phone.act(action.data) });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
