import type { Alert } from '../../domain/alerts.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Role } from '../../domain/person.ts';
import type { Unit, UnitCode, UnitScope } from '../../domain/unit.ts';
import { localDay, minutesOfDay } from '../../lib/calendar.ts';
import type { Claim, Clock, Mailer, Subscriber, SubscriptionStore } from '../ports.ts';
import type { AlertParts } from '../show-alerts.ts';
import type { Viewer } from '../show-rates.ts';

export interface LetterParts extends AlertParts {
  readonly subscriptions: SubscriptionStore;
  /** Null: no mail server is set. */
  readonly mailer: Mailer | null;
  readonly clock: Clock;
  readonly zone: string;
  readonly publicUrl: string;
  /** Names and sentences as the pages have them. */
  readonly phrases: {
    unit(code: UnitScope, units: ReadonlyMap<UnitCode, Unit>, locale: Locale): string;
    alert(alert: Alert, locale: Locale): string;
  };
}

/** Letters leave in the day: nobody wants one at night, and a server that was away is tried again till then. */
const FIRST_MINUTE = 8 * 60;
const LAST_MINUTE = 20 * 60;

/** Longer than a mail server is waited for. */
const CLAIM_MS = 10 * 60_000;

export function claimFrom({ clock }: Pick<LetterParts, 'clock'>): Claim {
  const now = clock.now();
  return { now, until: new Date(now.getTime() + CLAIM_MS) };
}

/** The local day on which letters may leave now; null outside of the hours. */
export function letterDay({ clock, zone }: Pick<LetterParts, 'clock' | 'zone'>): string | null {
  const now = clock.now();
  const minutes = minutesOfDay(now, zone);
  return minutes >= FIRST_MINUTE && minutes < LAST_MINUTE ? localDay(now, zone) : null;
}

/**
 * Trouble with one letter keeps nobody else from theirs: it is thrown when everybody has had their turn. Returns how
 * many letters were sent.
 */
export async function sendToEach(
  people: Iterable<Subscriber> | AsyncIterable<Subscriber>,
  send: (person: Subscriber) => Promise<boolean>,
): Promise<number> {
  let sent = 0;
  const troubles: unknown[] = [];
  for await (const person of people) {
    try {
      if (await send(person)) sent += 1;
    } catch (error) {
      troubles.push(error);
    }
  }
  if (troubles.length > 0) throw troubles[0];
  return sent;
}

/** With the eyes that the person has on screen. */
export function eyesOfSubscriber({ role, scope }: Pick<Subscriber, 'role' | 'scope'>): Viewer {
  return { scope, ward: isWardRole(role) };
}

function isWardRole(role: Role): boolean {
  return role === 'ward-admin' || role === 'ward-staff';
}
