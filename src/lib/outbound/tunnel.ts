import { request, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { CodedError } from '../coded-error.ts';
import type { Proxy } from './proxy.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

const TIMEOUT_MS = 10_000;

/**
 * A connection to the target through the proxy.
 * @throws CodedError `EPROXY`: nothing has reached the target
 */
export function openTunnel(proxy: Proxy, { host, port }: Target): Promise<Socket> {
  const place = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const { authorization } = proxy;
  const send = proxy.secure ? requestSecure : request;
  return new Promise((resolve, reject) => {
    const asked = send({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: place,
      headers: { host: place, ...(authorization === null ? {} : { 'proxy-authorization': authorization }) },
      agent: false,
      timeout: TIMEOUT_MS,
    });
    asked.once('connect', ({ statusCode }: IncomingMessage, socket: Socket, head: Buffer) => {
      if (statusCode !== 200) {
        socket.destroy();
        return reject(refused(`with ${statusCode ?? 'nothing'}`));
      }
      // The time-out was for the proxy: what follows has its own.
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.once('response', (answer) => {
      answer.destroy();
      reject(refused('without a tunnel'));
    });
    asked.once('timeout', () => asked.destroy(refused('with silence')));
    asked.once('error', (cause) => reject(cause instanceof CodedError ? cause : refused('not at all', cause)));
    asked.end();
  });
}

/** Says nothing of proxy, target or password. */
function refused(how: string, cause?: unknown): CodedError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new CodedError('EPROXY', `The proxy of HTTPS_PROXY answers ${how}${code}.`);
}
