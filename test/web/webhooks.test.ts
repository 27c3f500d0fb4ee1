import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { buildServer } from '../../src/web/server.ts';
import { webhookSurface, type WebhookHandler, type WebhookRequest } from '../../src/web/webhooks.ts';
import { createLog } from '../../src/lib/log.ts';

const lines: string[] = [];
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  lines.length = 0;
  for (const close of closers.splice(0)) await close();
});

async function start(telegram: WebhookHandler | null) {
  const server = await buildServer({
    publicUrl: new URL('http://hai-long.test'),
    log: createLog('info', { write: (line: string) => void lines.push(line) }),
    metrics: new Registry(),
    ready: async () => ({ ok: true, parts: {} }),
    webhooks: webhookSurface({ telegram, zalo: null }),
    surfaces: [],
    guards: {},
  });
  closers.push(() => server.close());
  return (payload: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    server.inject({ method: 'POST', url: '/webhooks/telegram', headers, payload });
}

function recorder(status: number) {
  const seen: WebhookRequest[] = [];
  const handle: WebhookHandler = async (request) => {
    seen.push(request);
    return { status };
  };
  return { seen, handle };
}

describe('src/web/webhooks.ts', () => {
  it.each([
    ['JSON', '{"text":"Hài lòng  😀"}', { 'content-type': 'application/json' }],
    ['what is no JSON', '{', { 'content-type': 'application/json' }],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another kind', 'x', { 'content-type': 'text/html' }],
  ])('hands %s on byte by byte', async (_name, payload, headers) => {
    const { seen, handle } = recorder(200);
    const post = await start(handle);
    const answer = await post(payload, { ...headers, 'X-Telegram-Bot-Api-Secret-Token': 'given' });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
    expect(seen[0]?.body).toEqual(Buffer.from(payload));
    expect(seen[0]?.headers['x-telegram-bot-api-secret-token']).toBe('given');
  });

  it('answers with what the platform is to do, as JSON', async () => {
    const body = { method: 'answerCallbackQuery', callback_query_id: '1' };
    const post = await start(async () => ({ status: 200, body }));
    const answer = await post('{}');
    expect(answer.json()).toEqual(body);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('hands on an empty body', async () => {
    const { seen, handle } = recorder(400);
    const post = await start(handle);
    expect((await post('', {})).statusCode).toBe(400);
    expect(seen[0]?.body).toHaveLength(0);
  });

  it.each([401, 413, 503])('answers %i as the handler says', async (status) => {
    const post = await start(recorder(status).handle);
    const answer = await post('{}');
    expect(answer.json()).toMatchObject({ status, code: 'webhook-refused' });
  });

  it('says nothing in the log of what was taken, a line of what was refused', async () => {
    await (
      await start(recorder(200).handle)
    )('{}');
    expect(lines).toEqual([]);
    await (
      await start(recorder(401).handle)
    )('{}');
    expect(lines.map((line) => (JSON.parse(line) as { readonly status?: number }).status)).toEqual([401]);
  });

  it('refuses a body over one mebibyte before anything reads it', async () => {
    const { seen, handle } = recorder(200);
    const post = await start(handle);
    expect((await post(Buffer.alloc(1_048_577))).statusCode).toBe(413);
    expect(seen).toHaveLength(0);
  });

  it('does not acknowledge what the handler failed at', async () => {
    const post = await start(async () => {
      throw new Error('queue is down');
    });
    expect((await post('{}')).statusCode).toBe(500);
  });

  it('does not exist where the channel is off', async () => {
    const post = await start(null);
    expect((await post('{}')).json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});
