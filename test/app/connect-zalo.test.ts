import { afterEach, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { assets } from '../../src/web/ui/assets.ts';
import { query, until } from '../support/look.ts';
import { ADMIN } from '../support/fixed-secrets.ts';
import { logToRun } from '../support/run-log.ts';
import { startZaloService, type ZaloService } from '../support/zalo-service.ts';
import { OA_ID } from '../support/zalo/samples.ts';

const CALLBACK = '/oauth/zalo/callback';

/** A browser: keeps cookies, follows nothing. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async go(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const httpResponse = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of httpResponse.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return httpResponse;
  }
}

describe('app/connect-zalo', () => {
  let service: ZaloService;

  afterEach(() => service.close());

  async function signedIn(): Promise<Browser> {
    const browser = new Browser();
    const next = '/oauth/zalo';
    const answer = await browser.go(`${service.url}/console/sign-in`, { ...ADMIN, next });
    expect(answer.headers.get('location')).toBe(next);
    return browser;
  }

  function grants(): Promise<readonly { readonly generation: number; readonly failure: string | null }[]> {
    return query(service.database.url, 'SELECT generation, failure FROM register.zalo_token');
  }

  function metric(name: string): Promise<string> {
    return fetch(`${service.url}/metrics`)
      .then((answer) => answer.text())
      .then((text) => text.split('\n').find((line) => line.startsWith(name)) ?? '');
  }

  it('says in the banner that a grant is missing and where to give it, and takes it from the consent page', async () => {
    service = await startZaloService({ env: { ZALO_REFRESH_TOKEN: '' } });
    expect(service.banner).toMatch(/zalo +Official Account 388613280878808645, templates invite, late, condolence\n/);
    expect(service.banner).toContain(`sign in as ministry-admin and open ${service.parts.publicUrl}/oauth/zalo`);
    const browser = await signedIn();
    const away = await browser.go(`${service.url}/oauth/zalo`);
    const consent = new URL(away.headers.get('location') ?? '');
    expect(`${consent.origin}${consent.pathname}`).toBe(`${service.zalo.urls.oauth}/v4/oa/permission`);
    const back = (await fetch(consent, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(back.startsWith(`${service.parts.publicUrl}${CALLBACK}?`)).toBe(true);
    // Without the cookie of the browser that set out, the same address is worth nothing.
    expect((await new Browser().go(back)).status).toBe(400);
    const granted = await browser.go(back);
    expect([granted.status, granted.headers.get('location')]).toEqual([303, `${CALLBACK}?outcome=granted`]);
    const page = await browser.go(`${service.url}${CALLBACK}?outcome=granted`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Đã kết nối Zalo')]);
    expect(await grants()).toEqual([{ generation: 1, failure: null }]);
    expect((await browser.go(back)).status).toBe(400);
    service.zalo.outbox.assertClean();
  });

  it('tells the admin what to do when Zalo says no, or nothing', async () => {
    service = await startZaloService({ env: { ZALO_REFRESH_TOKEN: '' } });
    const browser = await signedIn();
    const ask = async () => {
      const url = (await browser.go(`${service.url}/oauth/zalo`)).headers.get('location') ?? '';
      return (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    };
    service.zalo.faults.add({ call: 'oauth.token', fault: { kind: 'code', code: -14_014 } });
    const refused = await browser.go(await ask());
    expect([refused.status, await refused.text()]).toEqual([502, expect.stringContaining('Zalo không chấp nhận')]);
    service.zalo.faults.add({ call: 'oauth.token', fault: { kind: 'html', status: 503 } });
    const unreached = await browser.go(await ask());
    expect([unreached.status, await unreached.text()]).toEqual([503, expect.stringContaining('Chưa liên lạc được')]);
    const foreign = new URL(await ask());
    foreign.searchParams.set('oa_id', '111');
    expect((await browser.go(foreign.href)).status).toBe(400);
    expect(await grants()).toEqual([]);
  });

  it('takes up the first grant, and keeps it over a restart with the same spent refresh token', async () => {
    service = await startZaloService();
    expect(service.banner).toMatch(/first grant from ZALO_REFRESH_TOKEN\n/);
    await until(async () => (await grants())[0]?.generation === 1, 'the first grant is in');
    const { tokens } = service.zalo;
    expect([tokens.refreshCount, tokens.failedRefreshCount]).toEqual([1, 0]);
    const env = { ...service.env, PORT: '0', WEB_SURFACES: 'webhook,api' };
    const again = await startApp(readConfig(env), 'web', { log: logToRun(), clock: service.clock });
    expect(again.banner).toMatch(/templates invite, late, condolence\n/);
    await again.close();
    expect([tokens.refreshCount, tokens.failedRefreshCount]).toEqual([1, 0]);
    expect(await grants()).toEqual([{ generation: 1, failure: null }]);
  });

  it('keeps the grant in store when ZALO_REFRESH_TOKEN is another one that is spent', async () => {
    service = await startZaloService();
    await until(async () => (await grants())[0]?.generation === 1, 'the first grant is in');
    const env = { ...service.env, PORT: '0', WEB_SURFACES: 'webhook,api', ZALO_REFRESH_TOKEN: 'rt-spent-long-ago' };
    const again = await startApp(readConfig(env), 'web', { log: logToRun(), clock: service.clock });
    await until(async () => service.zalo.tokens.failedRefreshCount === 1, 'the spent token was tried');
    await again.close();
    expect((await grants()).map(({ generation }) => generation)).toEqual([1]);
    service.clock.skip(26 * 3_600_000);
    const citizen = service.zalo.person('84912000001');
    citizen.follow();
    const channel = service.parts.channels.get('zalo');
    const body = { text: 'Xin chào', buttons: [], asksForPhone: false, editMessageId: null, callbackId: null };
    expect(await channel?.send(`user:${citizen.userId}`, body)).toMatchObject({ kind: 'sent' });
    expect(service.zalo.tokens.failedRefreshCount).toBe(1);
  });

  it('takes in what is signed, counts everything, and answers 401 to the rest', async () => {
    service = await startZaloService();
    const { webhook } = service.zalo;
    service.zalo.person('84912000002').follow();
    service.zalo.happen('event_of_a_time_to_come', { oa_id: OA_ID });
    service.zalo.changeDailyQuota(500);
    await webhook.settled();
    expect(webhook.deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
    webhook.inject(JSON.stringify(webhook.events[0]), { 'x-zevent-signature': `mac=${'0'.repeat(64)}` });
    webhook.inject(JSON.stringify(webhook.events[0]));
    await webhook.settled();
    expect(webhook.deliveries.slice(3).map(({ status }) => status)).toEqual([401, 401]);
    expect(await metric('hai_long_zalo_events_total{kind="follow"}')).toMatch(/ 1$/);
    expect(await metric('hai_long_zalo_events_total{kind="other"}')).toMatch(/ 1$/);
    expect(await metric('hai_long_zalo_events_total{kind="change_oa_daily_quota"}')).toMatch(/ 1$/);
    expect(await metric('hai_long_zalo_events_total{kind="refused"}')).toMatch(/ 2$/);
  });

  it('alerts by log and metric when the grant is gone', async () => {
    service = await startZaloService({ env: { ZALO_REFRESH_TOKEN: 'rt-nobody-knows' } });
    await until(
      async () => (await metric('hai_long_zalo_alerts_total{kind="grant"}')).endsWith(' 1'),
      'it was counted',
    );
    expect((await grants())[0]?.failure).toBe('spent');
  });

  it('serves the proof of the domain, the picture of the card, and names the slip code in the API', async () => {
    service = await startZaloService({ env: { ZALO_SITE_VERIFICATION: 'G-kc_F7' } });
    const text = async (path: string) => (await fetch(`${service.url}${path}`)).text();
    const meta = 'content="G-kc_F7"';
    expect(await text('/zalo_verifierG-kc_F7.html')).toContain(meta);
    expect(await text('/')).toContain(meta);
    const card = await fetch(`${service.url}${assets().phoneCard.url}`);
    expect([card.status, card.headers.get('content-type')]).toEqual([200, 'image/png']);
    const [result] = await service.register([{}]);
    const dossier = await service.parts.dossiers.find(result?.code ?? '');
    expect(result?.links?.zaloCode).toBe(dossier?.dossier.shortCode);
  });
});
