import type { Locale } from '../../domain/locale.ts';
import type { Role } from '../../domain/person.ts';
import type { UnitScope } from '../../domain/unit.ts';

export interface Subscription {
  readonly digest: boolean;
  readonly alerts: boolean;
  /** That letters are written in. */
  readonly locale: Locale;
}

/** Somebody active who wants letters. */
export interface Subscriber {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly scope: UnitScope;
  readonly locale: Locale;
}

export interface SubscriptionStore {
  /** Nothing is sent to whoever never asked for it. */
  get(personId: string): Promise<Pick<Subscription, 'digest' | 'alerts'>>;
  set(personId: string, wanted: Subscription): Promise<void>;
  /** Who has not had the digest of a week, by its Monday; in the order of ids, those after one. */
  withoutDigest(week: string, now: Date, after: string | null, limit: number): Promise<readonly Subscriber[]>;
  /** True for one caller only: the digest of that week is theirs to send, and another's when the claim has ended. */
  claimDigest(personId: string, week: string, claim: Claim): Promise<boolean>;
  /** What was claimed was sent, or was not. */
  settleDigest(personId: string, isSent: boolean): Promise<void>;
  forAlerts(): Promise<readonly Subscriber[]>;
  /** The causes that this caller alone may send now; each is given once, unless a claim ended unsettled. */
  claimAlerts(personId: string, causes: readonly string[], day: string, claim: Claim): Promise<readonly string[]>;
  settleAlerts(personId: string, causes: readonly string[], isSent: boolean): Promise<void>;
  /** Causes of before that day may come again. */
  forgetAlerts(before: string): Promise<void>;
}

/** Whoever dies with a letter in hand leaves it to others: it may come twice, and never not at all. */
export interface Claim {
  readonly now: Date;
  readonly until: Date;
}
