import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../../lib/coded-error.ts';
import type { Clock } from '../../../service/ports.ts';
import type { ZaloOAuth } from '../sdk/oauth.ts';
import type { Unconfirmed } from '../sdk/unconfirmed.ts';
import type { TokenKeeper } from './token-keeper.ts';

export interface ConsentOptions {
  readonly oauth: Pick<ZaloOAuth, 'consentUrl'>;
  readonly keeper: Pick<TokenKeeper, 'adopt'>;
  readonly clock: Clock;
  /** `…/oauth/zalo/callback`, as it is written in Zalo's console. */
  readonly redirectUri: string;
  readonly oaId: string;
  /** Of this service alone; states and verifiers derive from it, so that nothing is stored in between. */
  readonly secret: string;
  readonly unconfirmed: Pick<Unconfirmed, 'pkce' | 'consentState'>;
}

const LIFE_MS = 15 * 60_000;
const STATE = /^([\w-]{22})\.([0-9a-z]{1,11})\.([\w-]{43})$/;
const Callback = z.looseObject({
  code: z.string().min(1).max(2048),
  oa_id: z.string(),
  state: z.string().optional(),
});

/** The way to a first grant, or a new one: an admin of the Official Account says yes on Zalo's page. */
export class ConsentFlow {
  readonly #options: ConsentOptions;

  constructor(options: ConsentOptions) {
    this.#options = options;
  }

  /** Where to send the admin; `state` also belongs into a cookie, which the callback compares. */
  begin(): { readonly url: string; readonly state: string | null } {
    const { oauth, redirectUri, unconfirmed } = this.#options;
    const state = unconfirmed.consentState ? this.#newState() : null;
    return { url: oauth.consentUrl({ redirectUri, codeVerifier: this.#verifierFor(state), state }), state };
  }

  /** @throws CodedError `consent-invalid`, or what the exchange throws */
  async finish(query: unknown): Promise<void> {
    const callback = Callback.safeParse(query);
    if (!callback.success || callback.data.oa_id !== this.#options.oaId) throw invalid();
    const { code, state = null } = callback.data;
    if (this.#options.unconfirmed.consentState && !this.#isOurs(state)) throw invalid();
    await this.#options.keeper.adopt(code, this.#verifierFor(this.#options.unconfirmed.consentState ? state : null));
  }

  #newState(): string {
    const body = `${randomBytes(16).toString('base64url')}.${this.#options.clock.now().getTime().toString(36)}`;
    return `${body}.${this.#keyed('state', body)}`;
  }

  #isOurs(state: string | null): boolean {
    const [, nonce = '', issued = '', mac = ''] = STATE.exec(state ?? '') ?? [];
    const expected = Buffer.from(this.#keyed('state', `${nonce}.${issued}`));
    if (mac.length !== expected.length || !timingSafeEqual(Buffer.from(mac), expected)) return false;
    const age = this.#options.clock.now().getTime() - Number.parseInt(issued, 36);
    return age >= 0 && age <= LIFE_MS;
  }

  /** 43 characters. Without a state it is always the same, as a challenge fixed in the console wants. */
  #verifierFor(state: string | null): string | null {
    return this.#options.unconfirmed.pkce ? this.#keyed('verifier', state ?? '') : null;
  }

  #keyed(use: 'state' | 'verifier', text: string): string {
    return createHmac('sha256', this.#options.secret).update(`${use}:${text}`).digest('base64url');
  }
}

function invalid(): CodedError {
  return new CodedError('consent-invalid', 'This is no answer to a consent that was asked for.');
}
