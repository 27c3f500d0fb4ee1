import { freePort } from '../../src/lib/free-port.ts';
import { movableClock, startService, type MovableClock, type ServiceOptions, type TestService } from './service.ts';
import { startFakeZalo, type FakeZalo } from './zalo/fake-zalo.ts';
import { MovableClock as ZaloClock } from './zalo/movable-clock.ts';
import type { Rules } from './zalo/rules.ts';
import { ACCOUNT, APP_ID, APP_SECRET, OA_ID, OA_SECRET } from './zalo/samples.ts';
import { BACK_CHECK, CONDOLENCE, INVITE, LATE, RATING, SLIP } from './zalo/service-templates.ts';
import { withClosers, type OnClose } from './with-closers.ts';

export interface ZaloService extends TestService {
  readonly zalo: FakeZalo;
  /** Moves the time of the service and of Zalo together. */
  readonly clock: MovableClock;
  /** Fails when a call was made that no schema of Zalo's allows. */
  close(): Promise<void>;
}

export interface ZaloServiceOptions extends Omit<ServiceOptions, 'clock'> {
  /** Which templates are approved and configured; all but the rating unless told. */
  readonly templates?: readonly TemplateName[];
  readonly rules?: Partial<Rules>;
  /** Local time at the start; now unless told. */
  readonly startsAt?: string;
}

export type TemplateName = keyof typeof TEMPLATES;

const TEMPLATES = { INVITE, LATE, CONDOLENCE, RATING, BACK_CHECK, SLIP };

/** The whole service, with an Official Account on the strict fake: a first grant in its settings, webhooks signed. */
export function startZaloService(options: ZaloServiceOptions = {}): Promise<ZaloService> {
  return withClosers((onClose) => open(options, onClose));
}

async function open(options: ZaloServiceOptions, onClose: OnClose) {
  const { templates = ['INVITE', 'LATE', 'CONDOLENCE'], rules = {}, startsAt, env = {}, ...rest } = options;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const clock = movableClock();
  const zaloClock = new ZaloClock({ runs: true });
  const together: MovableClock = {
    now: clock.now,
    moveTo(instant) {
      clock.moveTo(instant);
      zaloClock.moveTo(instant);
    },
    skip(ms) {
      clock.skip(ms);
      zaloClock.advance(ms);
    },
  };
  if (startsAt !== undefined) together.moveTo(startsAt);
  const chosen = templates.map((name) => [name, TEMPLATES[name](publicUrl)] as const);
  const zalo = await startFakeZalo({
    ...ACCOUNT,
    clock: zaloClock,
    rules,
    webhookUrl: `${publicUrl}/webhooks/zalo`,
    redirectUris: [`${publicUrl}/oauth/zalo/callback`],
    templates: chosen.map(([, template]) => template),
  });
  onClose(async () => {
    await zalo.stop();
    zalo.outbox.assertClean();
  });
  const zaloSettings = {
    ...zaloEnv(zalo),
    ...Object.fromEntries(chosen.map(([name, { id }]) => [`ZALO_TEMPLATE_${name}`, id])),
  };
  const service = await startService({
    ...rest,
    clock: together,
    env: { PORT: String(port), PUBLIC_URL: publicUrl, ...zaloSettings, ...env },
  });
  onClose(() => service.close());
  return { ...service, zalo, clock: together };
}

/** The account, the three hosts and a first grant. */
export function zaloEnv(zalo: FakeZalo): Readonly<Record<string, string>> {
  const { openapi, business, oauth } = zalo.urls;
  return {
    ZALO_APP_ID: APP_ID,
    ZALO_APP_SECRET: APP_SECRET,
    ZALO_OA_ID: OA_ID,
    ZALO_OA_SECRET: OA_SECRET,
    ZALO_OPENAPI_ROOT: openapi,
    ZALO_BUSINESS_ROOT: business,
    ZALO_OAUTH_ROOT: oauth,
    ZALO_REFRESH_TOKEN: zalo.grant().refreshToken,
  };
}
