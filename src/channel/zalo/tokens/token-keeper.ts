import { sha256 } from '../../../lib/vault.ts';
import type {
  Clock,
  HeldZaloGrant,
  StoredZaloGrant,
  ZaloGrant,
  ZaloGrantFault,
  ZaloTokenStore,
} from '../../../service/ports.ts';
import type { TokenSource } from '../sdk/authorised-call.ts';
import type { TokenPair, ZaloOAuth } from '../sdk/oauth.ts';
import { isDue, isExpired, isFresh, isResting } from './grant-age.ts';
import { grantFault, GrantError } from './grant-fault.ts';

export interface TokenKeeperOptions {
  readonly store: ZaloTokenStore;
  readonly oauth: Pick<ZaloOAuth, 'refresh' | 'exchangeCode'>;
  readonly clock: Clock;
  /** ZALO_REFRESH_TOKEN: the first grant; one that was used up is never tried again. */
  readonly seed: string | null;
  readonly spentCodes: readonly number[];
  /** A refresh has failed: told at the first time, for what is lost can only be granted anew by a person. */
  readonly onFailure: (fault: ZaloGrantFault, error: unknown) => void;
}

/** The access token of one Official Account: kept fresh, one refresh at a time across processes. */
export class TokenKeeper implements TokenSource {
  readonly #options: TokenKeeperOptions;
  #known: ZaloGrant | null = null;
  #renewing: Promise<ZaloGrant> | null = null;
  #isStopped = false;

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
  }

  /** @throws GrantError */
  async current(): Promise<string> {
    const now = this.#options.clock.now();
    const known = (this.#known ??= (await this.#options.store.read()).grant);
    if (known === null || isExpired(known, now)) return (await this.#renew(known?.accessToken ?? null)).accessToken;
    // The one we have still works: nobody waits.
    if (isDue(known, now)) this.#renew(known.accessToken).catch(() => undefined);
    return known.accessToken;
  }

  /** @throws GrantError */
  async renew(refused: string): Promise<string> {
    if (this.#known !== null && this.#known.accessToken !== refused) return this.#known.accessToken;
    return (await this.#renew(refused)).accessToken;
  }

  /** For a timer and the start: refreshes what is due and takes up a first grant that is new. Never throws. */
  async keepFresh(): Promise<void> {
    const { store, clock } = this.#options;
    await store
      .read()
      .then((stored) => {
        const isOld = stored.grant === null || isDue(stored.grant, clock.now());
        if (!isOld && this.#unusedSeed(stored) === null) this.#known = stored.grant;
        else return this.#renew(stored.grant?.accessToken ?? null);
        return undefined;
      })
      .catch(() => undefined);
  }

  /** A person has granted on Zalo's consent page. */
  async adopt(code: string, codeVerifier: string | null): Promise<void> {
    const { store, oauth } = this.#options;
    await store.exclusively(async (held) => {
      await held.read();
      await this.#keep(held, await oauth.exchangeCode(code, codeVerifier), null);
    });
  }

  /** Starts no refresh any more and waits for the one under way: ending in its middle may lose the grant. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#renewing?.catch(() => undefined);
  }

  async #renew(refused: string | null): Promise<ZaloGrant> {
    if (this.#isStopped) throw new GrantError('resting');
    this.#renewing ??= this.#options.store
      .exclusively((held) => this.#renewHeld(held, refused))
      .finally(() => {
        this.#renewing = null;
      });
    return await this.#renewing;
  }

  async #renewHeld(held: HeldZaloGrant, refused: string | null): Promise<ZaloGrant> {
    const stored = await held.read();
    const { grant } = stored;
    const now = this.#options.clock.now();
    const seed = this.#unusedSeed(stored);
    if (grant !== null && seed === null && !isExpired(grant, now)) {
      // Another process was here before us.
      if (grant.accessToken !== refused) return (this.#known = grant);
      if (isFresh(grant, now)) throw new GrantError('refused');
    }
    if (isResting(stored, now) && (seed === null || stored.failure?.fault !== 'spent')) throw new GrantError('resting');
    const token = seed ?? grant?.refreshToken;
    if (token === undefined) throw new GrantError('none');
    return this.#refresh(held, token, seed, grant !== null);
  }

  /** Between the answer and its way to the disk nothing is awaited. */
  async #refresh(
    held: HeldZaloGrant,
    refreshToken: string,
    seed: string | null,
    hasGrant: boolean,
  ): Promise<ZaloGrant> {
    const { oauth, spentCodes, clock, onFailure } = this.#options;
    let pair: TokenPair;
    try {
      pair = await oauth.refresh(refreshToken);
    } catch (cause) {
      const fault = grantFault(cause, spentCodes);
      onFailure(fault, cause);
      // A first grant that is no good says nothing about the one in store.
      const recorded = fault === 'spent' && seed !== null && hasGrant ? 'refused' : fault;
      await held.recordFailure(recorded, clock.now(), fault === 'spent' ? usedSeed(seed) : null);
      throw new GrantError(fault, { cause });
    }
    try {
      return await this.#keep(held, pair, usedSeed(seed));
    } catch (cause) {
      // The old refresh token is used up and the new one is lost: nobody should learn that hours later.
      onFailure('lost', cause);
      throw cause;
    }
  }

  /** A pair is used once it is committed. */
  async #keep(held: HeldZaloGrant, pair: TokenPair, used: string | null): Promise<ZaloGrant> {
    const { accessToken, refreshToken, expiresInMs } = pair;
    const refreshedAt = this.#options.clock.now();
    const expiresAt = new Date(refreshedAt.getTime() + expiresInMs);
    const grant = { accessToken, refreshToken, refreshedAt, expiresAt };
    const isSaved = await held.save(grant, used);
    const standing = isSaved ? grant : (await held.read()).grant;
    if (standing === null) throw new GrantError('none');
    return (this.#known = standing);
  }

  #unusedSeed({ usedSeeds }: StoredZaloGrant): string | null {
    const { seed } = this.#options;
    return seed === null || usedSeeds.includes(sha256(seed).toString('hex')) ? null : seed;
  }
}

function usedSeed(seed: string | null): string | null {
  return seed === null ? null : sha256(seed).toString('hex');
}
