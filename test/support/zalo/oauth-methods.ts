import { ConsentRequest, TokenRequest } from './call-schemas.ts';
import type { Call } from './calls.ts';
import type { Strict } from './strict.ts';
import type { World } from './world.ts';
import { ZaloError } from './zalo-error.ts';

/** `POST /v4/oa/access_token` (zalo.md §4). */
export function giveToken(call: Call, { account, tokens, rules }: World, strict: Strict): object {
  if (!/^application\/x-www-form-urlencoded\b/.test(String(call.headers['content-type'] ?? '')))
    strict.violate('content-type');
  const request = strict(TokenRequest, Object.fromEntries(new URLSearchParams(call.body)), -14002);
  if (call.headers['secret_key'] !== account.appSecret || request.app_id !== account.appId) throw new ZaloError(-14002);
  if (request.grant_type === 'refresh_token') return tokens.refresh(request.refresh_token);
  if (rules.requiresPkce && request.code_verifier === undefined) throw new ZaloError(-14014, 'code_verifier');
  return tokens.exchange(request.code, request.code_verifier ?? null);
}

/** `GET /v4/oa/permission`: the administrator agrees at once. Returns where the browser is sent. */
export function consent(call: Call, world: World, strict: Strict, redirectUris: readonly string[] | null): string {
  const { account, tokens, rules } = world;
  const request = strict(ConsentRequest, call.query, -14003);
  if (request.app_id !== account.appId) throw new ZaloError(-14002);
  if (redirectUris && !redirectUris.includes(request.redirect_uri)) throw new ZaloError(-14003);
  if (rules.requiresPkce && request.code_challenge === undefined) throw new ZaloError(-14003, 'code_challenge');
  const target = new URL(request.redirect_uri);
  target.searchParams.set('code', tokens.authorise(request.code_challenge ?? null));
  target.searchParams.set('oa_id', account.oaId);
  if (request.state !== undefined) target.searchParams.set('state', request.state);
  return target.href;
}
