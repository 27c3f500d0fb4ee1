import { passwordFault, type PasswordFault } from '../../domain/password.ts';
import { hashPassword } from '../../lib/password-hash.ts';
import type { LinkPurpose, Person } from '../ports.ts';
import { linkHash } from './offer-link.ts';
import { recordOf, type PeopleParts } from './people-parts.ts';

export interface OpenedLink {
  readonly person: Person;
  readonly purpose: LinkPurpose;
}

/** Whose link it is; null once it was used, replaced or is over. */
export async function openLink({ people, clock }: PeopleParts, token: string): Promise<OpenedLink | null> {
  return people.findLink(linkHash(token), clock.now());
}

export type PasswordOutcome =
  | { readonly kind: 'set'; readonly person: Person }
  | { readonly kind: 'fault'; readonly fault: PasswordFault; readonly opened: OpenedLink }
  | { readonly kind: 'link-over' };

/** Sets the password that the holder of a link chose; the link is spent, and every session ends. */
export async function setPasswordByLink(
  parts: PeopleParts,
  token: string,
  { password, again }: { readonly password: string; readonly again: string },
): Promise<PasswordOutcome> {
  const opened = await openLink(parts, token);
  if (!opened) return { kind: 'link-over' };
  const { person, purpose } = opened;
  const fault = passwordFault(password, person.email) ?? (password === again ? null : 'again-differs');
  if (fault) return { kind: 'fault', fault, opened };
  const spent = await parts.people.spendLink(linkHash(token), parts.clock.now(), await hashPassword(password));
  if (!spent) return { kind: 'link-over' };
  await recordOf(parts, 'nobody', purpose === 'join' ? 'person.joined' : 'password.set', person);
  return { kind: 'set', person };
}
