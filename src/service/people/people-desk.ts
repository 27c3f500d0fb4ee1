import type { AttemptRuling } from '../../domain/lock-out.ts';
import { guardSignIn, welcome, type GuardParts } from '../guard-sign-in.ts';
import { changePassword, type Self } from './change-password.ts';
import { changePerson } from './change-person.ts';
import { deactivatePerson, reactivatePerson } from './deactivate-person.ts';
import { dropSecondFactor } from './drop-second-factor.ts';
import { endOwnSessions, endSessionsOf } from './end-sessions.ts';
import { findManaged } from './find-managed.ts';
import { invitePerson } from './invite-person.ts';
import { offerPasswordLink } from './offer-link.ts';
import type { PeopleParts } from './people-parts.ts';
import { openLink, setPasswordByLink } from './set-password.ts';
import { showPeople, showSessions } from './show-people.ts';

export type PeopleDesk = ReturnType<typeof openPeopleDesk>;

/** Every use case about people, with its parts already given. */
export function openPeopleDesk(parts: PeopleParts & GuardParts) {
  return {
    show: (...args: Tail<typeof showPeople>) => showPeople(parts, ...args),
    find: (...args: Tail<typeof findManaged>) => findManaged(parts, ...args),
    sessions: (id: string) => showSessions(parts, id),
    invite: (...args: Tail<typeof invitePerson>) => invitePerson(parts, ...args),
    change: (...args: Tail<typeof changePerson>) => changePerson(parts, ...args),
    offerLink: (...args: Tail<typeof offerPasswordLink>) => offerPasswordLink(parts, ...args),
    deactivate: (...args: Tail<typeof deactivatePerson>) => deactivatePerson(parts, ...args),
    reactivate: (...args: Tail<typeof reactivatePerson>) => reactivatePerson(parts, ...args),
    endSessions: (...args: Tail<typeof endSessionsOf>) => endSessionsOf(parts, ...args),
    endOwnSessions: (...args: Tail<typeof endOwnSessions>) => endOwnSessions(parts, ...args),
    dropSecondFactor: (...args: Tail<typeof dropSecondFactor>) => dropSecondFactor(parts, ...args),
    openLink: (token: string) => openLink(parts, token),
    setPasswordByLink: (...args: Tail<typeof setPasswordByLink>) => setPasswordByLink(parts, ...args),
    hasPassword: async (id: string) => (await parts.people.passwordHash(id)) !== null,
    changePassword: (self: Self, change: Parameters<typeof changePassword>[2]) => changePassword(parts, self, change),
    guardSignIn: (email: string): Promise<AttemptRuling> => guardSignIn(parts, email),
    welcome: (email: string) => welcome(parts, email),
  };
}

type Tail<F extends (first: never, ...rest: never[]) => unknown> = F extends (
  first: never,
  ...rest: infer Rest
) => unknown
  ? Rest
  : never;
