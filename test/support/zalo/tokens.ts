import { randomBytes } from 'node:crypto';
import { codeChallenge } from './ids.ts';
import type { MovableClock } from './movable-clock.ts';
import { ZaloError } from './zalo-error.ts';

export interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const ACCESS_S = 90_000;
const REFRESH_MS = 90 * 86_400_000;
const CODE_MS = 10 * 60_000;

/** zalo.md §4: access tokens of 25 h, refresh tokens that work once, codes of 10 min that work once. */
export class Tokens {
  readonly #clock: MovableClock;
  readonly #access = new Map<string, number>();
  readonly #codes = new Map<string, { readonly until: number; readonly challenge: string | null }>();
  #refresh: { readonly token: string; readonly until: number } | null = null;
  #lastGrant: Grant | null = null;
  /** Refreshes that took effect. */
  refreshCount = 0;
  /** Refreshes with a token that was spent, over or never issued. */
  failedRefreshCount = 0;

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  /** The pair issued last, whether or not anybody received it. */
  get last(): Grant {
    return this.#lastGrant ?? this.issue();
  }

  /** A first pair, as the tool on Zalo's developer site gives it; ends the refresh token before it. */
  issue(): Grant {
    const grant = { accessToken: `at-${secret()}`, refreshToken: `rt-${secret()}` };
    this.#access.set(grant.accessToken, this.#clock.now() + ACCESS_S * 1000);
    this.#refresh = { token: grant.refreshToken, until: this.#clock.now() + REFRESH_MS };
    this.#lastGrant = grant;
    return grant;
  }

  authorise(challenge: string | null): string {
    const code = `code-${secret()}`;
    this.#codes.set(code, { until: this.#clock.now() + CODE_MS, challenge });
    return code;
  }

  /** @throws ZaloError -14014 */
  exchange(code: string, verifier: string | null): object {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.until <= this.#clock.now()) throw new ZaloError(-14014, 'code');
    if (known.challenge !== null && known.challenge !== codeChallenge(verifier ?? ''))
      throw new ZaloError(-14014, 'code_verifier');
    return toAnswer(this.issue());
  }

  /** @throws ZaloError -14014 */
  refresh(token: string): object {
    const known = this.#refresh;
    if (known?.token !== token || known.until <= this.#clock.now()) {
      this.failedRefreshCount += 1;
      throw new ZaloError(-14014);
    }
    this.refreshCount += 1;
    return toAnswer(this.issue());
  }

  check(token: string): 'good' | 'expired' | 'unknown' {
    const until = this.#access.get(token);
    if (until === undefined) return 'unknown';
    return until > this.#clock.now() ? 'good' : 'expired';
  }

  /** Every access token is over at once; the refresh token is not. */
  expireAccess(): void {
    for (const token of this.#access.keys()) this.#access.set(token, this.#clock.now());
  }

  /** As when the callback or the permissions were changed in the console. */
  revoke(): void {
    this.#access.clear();
    this.#refresh = null;
  }
}

/** `expires_in` is a string. */
function toAnswer({ accessToken, refreshToken }: Grant): object {
  return { access_token: accessToken, refresh_token: refreshToken, expires_in: String(ACCESS_S) };
}

function secret(): string {
  return randomBytes(48).toString('base64url');
}
