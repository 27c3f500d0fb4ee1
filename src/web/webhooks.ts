import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { WebError } from './problem.ts';

export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface WebhookAnswer {
  readonly status: number;
  /** What the platform reads of an acknowledgement. */
  readonly body?: object;
}

/** Verifies the platform's secret and queues what came; written by the channel. */
export type WebhookHandler = (request: WebhookRequest) => Promise<WebhookAnswer>;

export interface WebhookParts {
  /** Null when the channel is off or polls: the address then does not exist. */
  readonly telegram: WebhookHandler | null;
  readonly zalo: WebhookHandler | null;
}

/** Platforms sign or sum the body as it came, so it is passed on unread. */
export function webhookSurface({ telegram, zalo }: WebhookParts): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    if (telegram) mount(server, '/webhooks/telegram', telegram);
    if (zalo) mount(server, '/webhooks/zalo', zalo);
  };
}

function mount(server: FastifyInstance, url: string, handle: WebhookHandler): void {
  server.post<{ Body: Buffer | undefined }>(url, { config: { access: 'webhook' } }, async (request, reply) => {
    const { status, body } = await handle({ headers: request.headers, body: request.body ?? Buffer.alloc(0) });
    if (status >= 400) throw new WebError(status, 'webhook-refused', 'The update was not taken.');
    return reply.code(status).send(body);
  });
}
