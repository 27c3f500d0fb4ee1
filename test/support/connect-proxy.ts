import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certified } from './private-ca.ts';

export interface ConnectProxy {
  /** With user and password. */
  readonly url: string;
  readonly password: string;
  /** What it was asked to connect to, `host:port`, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const USER = 'cong-chuc';
const PASSWORD = 'mat-khau:cua@proxy';

/** A proxy of an agency: CONNECT only, with a password, to where the table says; nothing else has a name or a way. */
export async function startConnectProxy(ways: ReadonlyMap<string, number>): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, answer) => void answer.writeHead(405).end());
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    sockets.add(socket);
    const place = request.url ?? '';
    const known = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    if (request.headers['proxy-authorization'] !== known) {
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    }
    asked.push(place);
    const port = ways.get(place);
    if (port === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      socket.pipe(target).pipe(socket);
    });
    sockets.add(target);
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  const port = await listen(server);
  return {
    url: `http://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    password: PASSWORD,
    asked,
    close: () => close(server, sockets),
  };
}

export interface TlsFront {
  readonly port: number;
  close(): Promise<void>;
}

/** Puts TLS before a server of this machine that speaks none. */
export async function startTlsFront(target: string, certified: Certified): Promise<TlsFront> {
  const sockets = new Set<Socket>();
  const server = createTlsServer({ ...certified }, (socket) => {
    const behind = connect(Number(new URL(target).port), '127.0.0.1');
    sockets.add(socket).add(behind);
    socket.pipe(behind).pipe(socket);
    socket.on('error', () => behind.destroy());
    behind.on('error', () => socket.destroy());
  });
  server.on('tlsClientError', () => undefined);
  return { port: await listen(server), close: () => close(server, sockets) };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server, sockets: Iterable<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
}
