import { APIError } from 'better-auth/api';
import { PASSWORD_MIN } from '../../domain/password.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { hashPassword, needsRehash } from '../../lib/password-hash.ts';
import type { UnitScope } from '../../domain/unit.ts';
import { agencyCalls, type Agency } from './agency.ts';
import { createAuth, knownOf, type AccountParts, type Auth, type Known, type StoredUser } from './create-auth.ts';
import { secondFactorCalls, type SecondFactor } from './second-factor.ts';
import { asRole, type Role, type Viewer } from './viewer.ts';

export interface NewPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: UnitScope;
}

/** `cookies` are Set-Cookie values for the browser. */
export interface Visit {
  readonly viewer: Viewer | null;
  readonly cookies: readonly string[];
}

/** `refused` when e-mail and password do not fit, whichever of them. */
export type SignIn =
  | { readonly kind: 'opened'; readonly person: Known; readonly cookies: readonly string[] }
  /** The password was right; a code of the second factor is to follow. */
  | { readonly kind: 'code-needed'; readonly cookies: readonly string[] }
  | { readonly kind: 'refused' };

export interface Accounts extends SecondFactor, Agency {
  signIn(email: string, password: string, headers: Headers): Promise<SignIn>;
  /** Null for an e-mail address that nobody has here. */
  find(email: string): Promise<Known | null>;
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Who the session cookie belongs to; a session in use is prolonged. */
  visit(headers: Headers): Promise<Visit>;
  /** @throws CodedError `password-short` */
  createPerson(person: NewPerson): Promise<string>;
  /** The first ministry-admin, in an empty database only; false when there is somebody already. */
  bootstrapAdmin(email: string, password: string): Promise<boolean>;
}

/** Accounts of staff and admins: better-auth behind pages of our own; its routes are not mounted. */
export function createAccounts(parts: AccountParts): Accounts {
  const auth = createAuth(parts);
  return {
    ...secondFactorCalls(auth),
    ...agencyCalls(auth),
    async signIn(email, password, headers) {
      try {
        const { headers: answer, response } = await auth.api.signInEmail({
          body: { email, password },
          headers,
          returnHeaders: true,
        });
        const cookies = answer.getSetCookie();
        // The plugin takes the session back in a hook that the type of the call does not know.
        if ('twoFactorRedirect' in response) return { kind: 'code-needed', cookies };
        const person = knownOf(response.user);
        await renewHash(auth, person.id, password);
        return { kind: 'opened', person, cookies };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return { kind: 'refused' };
        throw error;
      }
    },
    async find(email) {
      const { internalAdapter } = await auth.$context;
      const found = await internalAdapter.findUserByEmail(email.toLowerCase());
      return found ? knownOf(found.user) : null;
    },
    async signOut(headers) {
      const { headers: answer } = await auth.api.signOut({ headers, returnHeaders: true });
      return answer.getSetCookie();
    },
    async visit(headers) {
      const { headers: answer, response } = await auth.api.getSession({ headers, returnHeaders: true });
      return { viewer: response ? viewerOf(response) : null, cookies: answer.getSetCookie() };
    },
    createPerson: async (person) => createPerson(auth, person),
    async bootstrapAdmin(email, password) {
      const { internalAdapter } = await auth.$context;
      if ((await internalAdapter.countTotalUsers()) > 0) return false;
      await createPerson(auth, {
        email,
        password,
        name: email.split('@', 1)[0] ?? email,
        role: 'ministry-admin',
        scope: null,
      });
      return true;
    },
  };
}

async function createPerson(auth: Auth, { email, password, name, role, scope }: NewPerson): Promise<string> {
  if (password.length < PASSWORD_MIN) {
    throw new CodedError('password-short', `A password needs at least ${String(PASSWORD_MIN)} characters.`);
  }
  const { internalAdapter, password: passwords } = await auth.$context;
  const profile = { email, name, emailVerified: true, role, unitCode: scope };
  const user = await internalAdapter.createUser(profile, { method: 'email-password' });
  const hash = await passwords.hash(password);
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash });
  return user.id;
}

/** The password is only at hand now: what was hashed in an older way is hashed anew. */
async function renewHash(auth: Auth, personId: string, password: string): Promise<void> {
  const { internalAdapter } = await auth.$context;
  const accounts = await internalAdapter.findAccounts(personId);
  const stored = accounts.find(({ providerId }) => providerId === 'credential')?.password;
  if (stored && needsRehash(stored)) await internalAdapter.updatePassword(personId, await hashPassword(password));
}

interface StoredSession {
  readonly user: StoredUser;
  readonly session: { readonly id: string };
}

function viewerOf({ user, session }: StoredSession): Viewer | null {
  const { id, name, email, role, unitCode, deactivatedAt, twoFactorEnabled } = user;
  if (deactivatedAt) return null;
  const hasSecondFactor = twoFactorEnabled === true;
  return { id, name, email, role: asRole(role), scope: unitCode ?? null, sessionId: session.id, hasSecondFactor };
}
