/** One access token and the single-use refresh token that came with it. */
export interface ZaloGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly refreshedAt: Date;
  readonly expiresAt: Date;
}

/**
 * spent     Zalo does not know the refresh token any more: only a new consent helps
 * refused   Zalo said no for another reason
 * unsent    the request never arrived
 * lost      nobody knows whether the refresh token is spent
 */
export type ZaloGrantFault = 'spent' | 'refused' | 'unsent' | 'lost';

export interface StoredZaloGrant {
  /** Null until the first one. */
  readonly grant: ZaloGrant | null;
  /** Of the last attempt, if it failed; a new grant clears it. */
  readonly failure: { readonly fault: ZaloGrantFault; readonly at: Date } | null;
  /** SHA-256 in hex of every first refresh token from the settings that was used up: none is tried twice. */
  readonly usedSeeds: readonly string[];
}

/** What the one process may do that holds the grant. */
export interface HeldZaloGrant {
  read(): Promise<StoredZaloGrant>;
  /**
   * One statement, handed to the operating system before this returns its promise, so that a crash right after still
   * keeps the grant; a broken connection is replaced until the grant is in. The pair before becomes the previous one.
   * False when somebody has saved another grant since `read`, which then stands.
   */
  save(grant: ZaloGrant, usedSeed: string | null): Promise<boolean>;
  recordFailure(fault: ZaloGrantFault, at: Date, usedSeed: string | null): Promise<void>;
}

/** The grant of one Official Account, sealed at rest. */
export interface ZaloTokenStore {
  read(): Promise<StoredZaloGrant>;
  /** One at a time across processes; the others wait, and find what the one before them has saved. */
  exclusively<Result>(work: (held: HeldZaloGrant) => Promise<Result>): Promise<Result>;
}
