import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/look.ts';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.ts';
import { startService, type TestService } from '../support/service.ts';

const CITIZEN = 7_700_101;

interface Line {
  readonly msg: string;
  readonly request?: string;
  readonly requests?: readonly string[];
  readonly job?: string;
  readonly route?: string;
}

let collector: OtlpReceiver;
let service: TestService;
let token: string;
const lines: Line[] = [];

beforeAll(async () => {
  collector = await startOtlpReceiver();
  service = await startService({
    updates: 'webhook',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` },
    onLine: (line) => void lines.push(JSON.parse(line) as Line),
  });
  const [result] = await service.register([{}]);
  token = new URL(result?.links?.telegram ?? '').searchParams.get('start') ?? '';
  const person = service.telegram.person(CITIZEN);
  person.start(token);
  await person.until(() => person.lastMessage !== null);
  await until(async () => lines.some(({ msg, requests }) => msg === 'updates are done' && requests), 'it was logged');
});

afterAll(async () => {
  await service.close();
  await collector.close();
});

describe('src/app: one piece of work under one id', () => {
  it('lets the lines of a job tell which requests brought it', () => {
    const webhook = lines.find(({ msg, route }) => msg === 'request' && route === '/webhooks/telegram');
    expect(webhook?.request).toMatch(/^[0-9a-f-]{36}$/);
    const done = lines.find(({ msg, requests }) => msg === 'updates are done' && requests?.length);
    expect(done).toMatchObject({ job: expect.stringMatching(/^\d+$/), requests: [webhook?.request] });
    const registration = lines.find(({ route }) => route === '/api/v1/dossiers');
    expect(registration?.request).not.toBe(webhook?.request);
  });

  it('traces from the webhook over the queue to the database and to the reply, and back to nobody', async () => {
    await service.close();
    const { spans } = collector;
    const only = (found: readonly ReceivedSpan[]): ReceivedSpan => {
      expect(found).toHaveLength(1);
      return found[0] as ReceivedSpan;
    };
    const webhook = only(spans.filter(({ name }) => name === 'POST /webhooks/telegram'));
    const ofWebhook = spans.filter(({ traceId }) => traceId === webhook.traceId);
    const job = only(ofWebhook.filter(({ name }) => name === 'job update.process'));
    expect(job.parentSpanId).toBe(webhook.spanId);
    const written = only(ofWebhook.filter(({ name }) => name === 'db conversations.process'));
    expect(written.parentSpanId).toBe(job.spanId);
    const reply = only(ofWebhook.filter(({ name }) => name === 'reply'));
    expect(reply.parentSpanId).toBe(job.spanId);
    const told = collector.bodies.join('\n');
    expect(told).toMatch(/"hai-long"/);
    expect(told).not.toContain(token);
    expect(told).not.toMatch(new RegExp(`${String(CITIZEN)}|H26\\.99|SELECT|INSERT`));
    expect([...new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)))].toSorted()).toEqual([
      'http.request.method',
      'http.response.status_code',
      'http.route',
      'messaging.destination.name',
      'messaging.message.id',
    ]);
    expect(spans.filter(({ name }) => /metrics|healthz|timer/.test(name))).toEqual([]);
  });
});
