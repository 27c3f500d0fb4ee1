import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { failureCodeOf } from './failure-code.ts';
import type { Outbound } from '../../lib/outbound/outbound.ts';
import type { Log } from '../../lib/log.ts';
import type { Mailer } from '../../service/ports.ts';

export interface MailSetting {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  readonly from: string;
}

/** False: nodemailer connects by itself. */
type GotSocket = (error: Error | null, made: { readonly connection: Socket } | false) => void;

const TIMEOUT_MS = 15_000;

/** Letters through the agency's mail server, one connection each. Neither addresses nor words reach the log. */
export function createMailer({ url, from }: MailSetting, log: Log, tunnelTo: Outbound['tunnelTo']): Mailer {
  const server = partsOf(url);
  const transport = createTransport({
    ...server,
    getSocket(_options: unknown, tell: GotSocket) {
      const tunnel = tunnelTo(server.host, server.port);
      if (tunnel === null) return tell(null, false);
      tunnel.then(
        (connection) => tell(null, { connection }),
        (error: Error) => tell(error, false),
      );
    },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, subject, text }) => {
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, textEncoding: 'base64' });
        return true;
      } catch (error) {
        log.warn({ code: failureCodeOf(error) }, 'a letter was not taken by the mail server');
        return false;
      }
    },
  };
}

/** A password in clear is given to this machine only: elsewhere the server has to offer TLS. */
function partsOf(address: string) {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !isHere,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}
