import { randomBytes } from 'node:crypto';
import { startFakeZalo, type FakeZalo } from '../support/zalo/fake-zalo.ts';
import { CONDOLENCE, INVITE, LATE } from '../support/zalo/service-templates.ts';
import { ACCOUNT_NAME } from './phone/zalo-phone.ts';

const APP_ID = '1200000000000000001';
/** Chats of earlier starts belong to it. */
const OA_ID = '1200000000000000003';
const TIDY_MS = 60_000;

export interface DemoZalo {
  readonly fake: FakeZalo;
  readonly env: Readonly<Record<`ZALO_${string}`, string>>;
  stop(): Promise<void>;
}

/** An Official Account on made-up hosts, with approved templates and a first grant; it sleeps at no hour. */
export async function startDemoZalo(serviceUrl: string, publicUrl: string): Promise<DemoZalo> {
  const secrets = { appSecret: randomBytes(16).toString('hex'), oaSecret: randomBytes(16).toString('hex') };
  const templates = { INVITE: INVITE(publicUrl), LATE: LATE(publicUrl), CONDOLENCE: CONDOLENCE(publicUrl) };
  const fake = await startFakeZalo({
    appId: APP_ID,
    oaId: OA_ID,
    ...secrets,
    rules: { nightRule: false },
    webhookUrl: `${serviceUrl}/webhooks/zalo`,
    templates: Object.values(templates),
  });
  const tidying = setInterval(() => {
    fake.outbox.clear();
    fake.webhook.events.length = 0;
    fake.webhook.deliveries.length = 0;
  }, TIDY_MS);
  return {
    fake,
    env: {
      ZALO_APP_ID: APP_ID,
      ZALO_APP_SECRET: secrets.appSecret,
      ZALO_OA_ID: OA_ID,
      ZALO_OA_SECRET: secrets.oaSecret,
      ZALO_OA_NAME: ACCOUNT_NAME,
      ZALO_REFRESH_TOKEN: fake.grant().refreshToken,
      ZALO_OPENAPI_ROOT: fake.urls.openapi,
      ZALO_BUSINESS_ROOT: fake.urls.business,
      ZALO_OAUTH_ROOT: fake.urls.oauth,
      ...Object.fromEntries(Object.entries(templates).map(([name, { id }]) => [`ZALO_TEMPLATE_${name}`, id])),
    },
    async stop() {
      clearInterval(tidying);
      await fake.stop();
    },
  };
}
