import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWebhook } from '../../src/service/add-webhook.ts';
import { until } from '../support/look.ts';
import { startService, type TestService } from '../support/service.ts';
import { isSignedBy, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let service: TestService;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  service = await startService({ env: { WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' } });
});

afterAll(async () => {
  await service.close();
  await receiver.close();
});

describe('src/app: webhooks', () => {
  it('arrive by themselves, at a receiver in the own network that the configuration names', async () => {
    const { secret } = await addWebhook(service.parts, receiver.url, '99001');
    const [result] = await service.register([{ applicant: 'organisation' }]);
    await until(async () => receiver.received.length === 2, 'both events have arrived');
    expect(receiver.received.every((each) => isSignedBy(secret, each))).toBe(true);
    expect(receiver.received.map(({ event: { type, data } }) => [type, data.code])).toEqual([
      ['dossier.registered', result?.code],
      ['dossier.not-sendable', result?.code],
    ]);
  });
});
