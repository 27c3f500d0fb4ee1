import { randomBytes } from 'node:crypto';
import { asId, type Fingerprint } from '../../domain/ids.ts';
import type { Locale } from '../../domain/locale.ts';
import { accessLetter } from '../../domain/text/access-letter.ts';
import { sha256 } from '../../lib/vault.ts';
import type { LinkPurpose, Person } from '../ports.ts';
import { findManaged, refuseOneself } from './find-managed.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

const LINK_HOURS = 72;

/** A link to hand on, the only time that it is to be seen. */
export interface OfferedLink {
  readonly person: Person;
  readonly purpose: LinkPurpose;
  readonly url: string;
  readonly expiresAt: Date;
  /** Whether a letter with it was taken by the mail server. */
  readonly mailed: boolean;
}

export function linkHash(token: string): Fingerprint {
  return asId<Fingerprint>(sha256(token).toString('hex'));
}

/**
 * A new link for somebody to choose a password: what they had before (password, sessions, older links) ends at once.
 * @throws CodedError `person-unknown`, `person-self`, `person-deactivated`
 */
export async function offerPasswordLink(
  parts: PeopleParts,
  manager: Manager,
  id: string,
  locale: Locale,
): Promise<OfferedLink> {
  const person = await findManaged(parts, manager, id);
  refuseOneself(manager, person);
  const link = await makeLink(parts, person, person.state === 'waiting' ? 'join' : 'reset', locale);
  await recordOf(parts, manager, 'password.link-made', person);
  return link;
}

/** 256 random bits that work once within 72 hours; only their hash is kept. */
export async function makeLink(
  { people, clock, publicUrl, mailer }: Pick<PeopleParts, 'people' | 'clock' | 'publicUrl' | 'mailer'>,
  person: Person,
  purpose: LinkPurpose,
  locale: Locale,
): Promise<OfferedLink> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + LINK_HOURS * 3_600_000);
  await people.offerLink({ personId: person.id, purpose, tokenHash: linkHash(token), createdAt, expiresAt });
  const url = `${publicUrl}/console/links/${token}`;
  const letter = accessLetter(locale, { purpose, name: person.name, url, hours: LINK_HOURS });
  const mailed = mailer !== null && (await mailer.send({ to: person.email, ...letter }));
  return { person, purpose, url, expiresAt, mailed };
}
