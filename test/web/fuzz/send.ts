import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { encode, MARK } from './mutations.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Not a measurement: what takes so long hangs. */
const HANGS_MS = 20_000;
/** Above it a server may close the connection while the rest still comes. */
const LARGE = { head: 8_192, body: 1_048_576 };

/** Null: the connection was closed over a head or a body that is too large. */
export function send(url: string, { method, path, headers, body }: Sent): Promise<Answer | null> {
  const { hostname, port } = new URL(url);
  const address = withoutGaps(path);
  const head = address.length + JSON.stringify(headers).length;
  const isLarge = head > LARGE.head || (body !== null && body.length > LARGE.body);
  return new Promise((resolve, reject) => {
    const call = request(
      // A connection of its own: whatever is refused early takes its connection with it.
      {
        agent: false,
        hostname,
        port,
        method,
        path: address,
        headers: clean(headers),
        timeout: HANGS_MS,
      },
      (incoming) => {
        const pieces: Buffer[] = [];
        incoming.on('data', (piece: Buffer) => pieces.push(piece));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const { statusCode: status = 0 } = incoming;
          resolve({ status, headers: incoming.headers, body: Buffer.concat(pieces).toString('utf8') });
        });
      },
    );
    call.on('timeout', () => call.destroy(new Error(`No answer within ${String(HANGS_MS / 1_000)} s.`)));
    call.on('error', (error: NodeJS.ErrnoException) => {
      const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      if (isClosed && isLarge) resolve(null);
      else reject(error);
    });
    call.end(body ?? undefined);
  });
}

/** Bytes as they are, which need not be HTTP; resolves to what comes back until the server ends or is silent. */
export function sendRaw(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    const done = () => resolve(Buffer.concat(pieces).toString('latin1'));
    socket.setTimeout(HANGS_MS, () => socket.destroy(new Error('The connection is left open.')));
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? done() : reject(error)));
    socket.on('close', done);
  });
}

/** The least that Node's client accepts. */
function withoutGaps(path: string): string {
  return path.replaceAll(/[^\u0021-\u00ff]/g, encode);
}

function clean(headers: Sent['headers']): Sent['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '?')]),
  );
}

const KNOWN_TYPES =
  /^(?:text\/(?:html|plain|css|csv|javascript)|application\/(?:json|problem\+json|javascript|manifest\+json|vnd\.openxmlformats-[\w.-]+)|image\/(?:svg\+xml|png|x-icon|webp)|font\/woff2)/;
const INSIDES = /node_modules|dist\/src|at [\w.]+ \(|PrismaClient|ECONNREFUSED|syntax error at|invalid byte sequence/;

/** What is wrong with an answer, whatever was asked; null when nothing is. */
export function faultOf({ status, headers, body }: Answer): string | null {
  if (status >= 500) return `status ${String(status)}: ${body.slice(0, 300)}`;
  if (status < 200) return `status ${String(status)}`;
  const type = headers['content-type'] ?? '';
  if (body !== '' && !KNOWN_TYPES.test(type)) return `content type "${type}"`;
  if (/json/.test(type) && !isJson(body)) return `no JSON: ${body.slice(0, 300)}`;
  if (type.startsWith('text/html') && body.includes(MARK)) return `repeats ${MARK} unescaped`;
  if (type.startsWith('text/html') && status >= 400 && !body.includes('</html>')) return 'an error without a page';
  const insides = INSIDES.exec(body)?.[0];
  return insides !== undefined && status >= 400 ? `shows its insides: ${insides}` : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
