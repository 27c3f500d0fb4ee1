import { z } from 'zod';
import { callZalo, type Answer, type Transport } from './call.ts';
import { codeChallenge } from './digests.ts';
import { ZaloError } from './zalo-error.ts';

export interface OAuthOptions {
  readonly transport: Transport;
  readonly appId: string;
  readonly appSecret: string;
}

/** `expiresInMs`: how long the access token lives from now. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInMs: number;
}

export interface Consent {
  readonly redirectUri: string;
  /** Null: without PKCE. */
  readonly codeVerifier: string | null;
  readonly state: string | null;
}

const ACCESS_TOKEN = '/v4/oa/access_token';
const PERMISSION = '/v4/oa/permission';
/** 25 hours. */
const USUAL_LIFE_S = 90_000;

const Pair = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(USUAL_LIFE_S),
});

/** OAuth v4 of Zalo: access tokens of 25 hours, refresh tokens that work once. */
export class ZaloOAuth {
  readonly #transport: Transport;
  readonly #appId: string;
  readonly #appSecret: string;

  constructor({ transport, appId, appSecret }: OAuthOptions) {
    this.#transport = transport;
    this.#appId = appId;
    this.#appSecret = appSecret;
  }

  /** Where an admin of the Official Account grants; Zalo then calls `redirectUri?code=…&oa_id=…[&state=…]`. */
  consentUrl({ redirectUri, codeVerifier, state }: Consent): string {
    const query = new URLSearchParams({
      app_id: this.#appId,
      redirect_uri: redirectUri,
      ...(codeVerifier !== null && { code_challenge: codeChallenge(codeVerifier) }),
      ...(state !== null && { state }),
    });
    return `${this.#transport.roots.oauth}${PERMISSION}?${query}`;
  }

  /** A code lives ten minutes and works once. */
  exchangeCode(code: string, codeVerifier: string | null): Promise<TokenPair> {
    const verifier = codeVerifier === null ? {} : { code_verifier: codeVerifier };
    return this.#ask({ code, app_id: this.#appId, grant_type: 'authorization_code', ...verifier });
  }

  /** Spends `refreshToken`. */
  refresh(refreshToken: string): Promise<TokenPair> {
    return this.#ask({ refresh_token: refreshToken, app_id: this.#appId, grant_type: 'refresh_token' });
  }

  async #ask(form: Readonly<Record<string, string>>): Promise<TokenPair> {
    const headers = { secret_key: this.#appSecret };
    const answer = await callZalo(this.#transport, {
      method: 'POST',
      host: 'oauth',
      path: ACCESS_TOKEN,
      headers,
      form,
    });
    return toPair(answer);
  }
}

/** Both tokens or nothing: failures come as HTTP 200, and sometimes without a usable `error`. */
function toPair(answer: Answer): TokenPair {
  const pair = Pair.safeParse(answer);
  if (!pair.success) throw new ZaloError(ACCESS_TOKEN, { kind: 'lost', reason: 'no-tokens' });
  const { access_token, refresh_token, expires_in } = pair.data;
  return { accessToken: access_token, refreshToken: refresh_token, expiresInMs: expires_in * 1000 };
}
