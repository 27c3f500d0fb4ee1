import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { z } from 'zod';
import { SECRET_HEADER } from '../../../src/channel/telegram/verify.ts';
import { freePort } from '../../../src/lib/free-port.ts';

export type IndependentClient = ReturnType<TelegramServer['getClient']>;

const Registered = z.object({ url: z.url(), secret_token: z.string() });

/**
 * A Bot API server that we did not write. It polls without waiting, forgets what it handed out, answers edits with
 * null, knows no errors and no secrets, so it proves only that somebody else's idea of the wire and ours fit together.
 * Its calls to a webhook pass a gate that adds the header with the secret in its place.
 */
export class IndependentPeer extends TelegramServer {
  readonly #gate = createServer((request, response) => void this.#pass(request, response));
  #webhook: z.infer<typeof Registered> | null = null;

  static async open(): Promise<IndependentPeer> {
    const peer = new IndependentPeer({ host: '127.0.0.1', port: await freePort(), storeTimeout: 600 });
    await peer.start();
    return peer;
  }

  get hasWebhook(): boolean {
    return this.#webhook !== null;
  }

  override async start(): Promise<void> {
    await once(this.#gate.listen(0, '127.0.0.1'), 'listening');
    await super.start();
  }

  override async stop(): Promise<boolean> {
    const closed = once(this.#gate.close(), 'close');
    this.#gate.closeAllConnections();
    await closed;
    return super.stop();
  }

  override setWebhook(webhook: object, botToken: string): void {
    this.#webhook = Registered.parse(webhook);
    const { port } = this.#gate.address() as AddressInfo;
    super.setWebhook({ url: `http://127.0.0.1:${port}/` }, botToken);
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url, secret_token: secret } = Registered.parse(this.#webhook);
    const headers = { 'content-type': 'application/json', [SECRET_HEADER]: secret };
    const httpResponse = await fetch(url, { method: 'POST', headers, body: await buffer(request) });
    response.writeHead(httpResponse.status).end();
  }
}
