import { localDay } from '../lib/calendar.ts';
import { CodedError } from '../lib/coded-error.ts';
import { toE164 } from '../lib/phone.ts';
import type { Vault } from '../lib/vault.ts';
import { phoneIndex } from './fingerprint.ts';
import type { Clock, PersonsTraces, PrivacyStore, Reached } from './ports.ts';

export interface RightsParts {
  readonly privacy: PrivacyStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * The right of access: what is kept of whoever has a telephone. Whether and what they answered is not among it, for
 * nothing leads there.
 * @throws CodedError `phone-invalid`
 */
export async function tellPerson({ privacy, vault }: RightsParts, phone: string): Promise<PersonsTraces> {
  return privacy.traces(phoneIndex(vault, numberOf(phone)));
}

/**
 * Consent taken back: the telephone and its chats are never asked again, open surveys end with their drafts. What is
 * kept for other reasons stays.
 * @throws CodedError `phone-invalid`
 */
export async function withdrawConsent({ privacy, vault, clock, zone }: RightsParts, phone: string): Promise<Reached> {
  const now = clock.now();
  return privacy.withdraw(phoneIndex(vault, numberOf(phone)), now, localDay(now, zone));
}

/**
 * The right of deletion: the telephone leaves dossiers and invitations, chats that proved to own it go with their
 * messages and drafts, open surveys end. A keyed hash stays, by which it is never asked again.
 * @throws CodedError `phone-invalid`
 */
export async function erasePerson({ privacy, vault, clock, zone }: RightsParts, phone: string): Promise<Reached> {
  return privacy.erase(phoneIndex(vault, numberOf(phone)), localDay(clock.now(), zone));
}

function numberOf(phone: string): string {
  const e164 = toE164(phone);
  if (e164 !== null) return e164;
  throw new CodedError('phone-invalid', 'This is no telephone number; write it like 0912 345 678.');
}
