import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from '../../../../src/channel/zalo/sdk/call.ts';
import { newCodeVerifier } from '../../../../src/channel/zalo/sdk/digests.ts';
import { ZaloOAuth } from '../../../../src/channel/zalo/sdk/oauth.ts';
import { startFakeZalo, type FakeZalo } from '../../../support/zalo/fake-zalo.ts';
import { ACCOUNT, APP_ID, APP_SECRET } from '../../../support/zalo/samples.ts';
import { failureOf } from './fixed-tokens.ts';

const REDIRECT = 'https://hai-long.test/oauth/zalo/callback';

describe('channel/zalo/sdk/oauth', () => {
  let fake: FakeZalo;
  let oauth: ZaloOAuth;

  beforeEach(async () => {
    fake = await startFakeZalo({ ...ACCOUNT, redirectUris: [REDIRECT] });
    oauth = new ZaloOAuth({ transport: createTransport({ roots: fake.urls }), appId: APP_ID, appSecret: APP_SECRET });
  });
  afterEach(async () => {
    fake.outbox.assertClean();
    await fake.stop();
  });

  it('writes forms and headers to the letter', async () => {
    await oauth.refresh(fake.grant().refreshToken);
    await oauth.exchangeCode('x', 'v'.repeat(43)).catch(() => undefined);
    const [refresh, exchange] = fake.outbox.calls;
    expect(refresh?.headers).toMatchObject({
      secret_key: APP_SECRET,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(refresh?.payload).toEqual({
      refresh_token: expect.stringMatching(/^rt-/),
      app_id: APP_ID,
      grant_type: 'refresh_token',
    });
    expect(exchange?.payload).toEqual({
      code: 'x',
      app_id: APP_ID,
      grant_type: 'authorization_code',
      code_verifier: 'v'.repeat(43),
    });
  });

  it('walks from the consent page to a pair, with PKCE', async () => {
    const codeVerifier = newCodeVerifier();
    const url = oauth.consentUrl({ redirectUri: REDIRECT, codeVerifier, state: 'st' });
    expect([...new URL(url).searchParams.keys()]).toEqual(['app_id', 'redirect_uri', 'code_challenge', 'state']);
    const consent = await fetch(url, { redirect: 'manual' });
    const back = new URL(consent.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('st');
    const code = back.searchParams.get('code') ?? '';
    expect(await failureOf(oauth.exchangeCode(code, newCodeVerifier()))).toMatchObject({ code: -14014 });
    const again = await fetch(url, { redirect: 'manual' });
    const second = new URL(again.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect(await oauth.exchangeCode(second, codeVerifier)).toEqual({
      accessToken: fake.tokens.last.accessToken,
      refreshToken: fake.tokens.last.refreshToken,
      expiresInMs: 90_000_000,
    });
  });

  it('leaves challenge and state out where they are fixed elsewhere', () => {
    const url = new URL(oauth.consentUrl({ redirectUri: REDIRECT, codeVerifier: null, state: null }));
    expect([...url.searchParams.keys()]).toEqual(['app_id', 'redirect_uri']);
  });

  it('spends a refresh token', async () => {
    const { refreshToken } = fake.grant();
    await oauth.refresh(refreshToken);
    expect(await failureOf(oauth.refresh(refreshToken))).toMatchObject({ kind: 'rejected', code: -14014 });
  });

  it.each([
    ['no tokens', { error: 0 }],
    ['an empty refresh token', { access_token: 'a', refresh_token: '' }],
    ['only an access token', { access_token: 'a' }],
    ['a name without a code', { error_name: 'Invalid' }],
  ])('takes %s for a failure', async (_name, body) => {
    fake.faults.add({ fault: { kind: 'body', body } });
    expect(await failureOf(oauth.refresh('rt-x'))).toEqual({ kind: 'lost', reason: 'no-tokens' });
  });

  it('takes 25 hours for granted when the answer does not say', async () => {
    fake.faults.add({ fault: { kind: 'body', body: { access_token: 'a', refresh_token: 'b' } } });
    expect(await oauth.refresh('rt-x')).toEqual({ accessToken: 'a', refreshToken: 'b', expiresInMs: 90_000_000 });
  });
});
