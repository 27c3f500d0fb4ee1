// Without a query builder of its own, which we do not use and which doubles what has to be loaded.
import { betterAuth } from 'better-auth/minimal';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { PASSWORD_MIN } from '../../domain/password.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../lib/password-hash.ts';
import type { UnitScope } from '../../domain/unit.ts';
import { asRole, type Role, type Viewer } from './viewer.ts';

const SESSION_SECONDS = 43_200;
const REFRESH_SECONDS = 3_600;

export interface AccountParts {
  /** Prisma client of role hl_console. */
  readonly prisma: object;
  /** `vault.secretFor('session')` */
  readonly secret: string;
  readonly publicUrl: URL;
}

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
  | { readonly kind: 'refused' };

/** Whom the audit log names: by id, and by unit so that it knows who may read of it. */
export type Known = Pick<Viewer, 'id' | 'scope'>;

export interface Accounts {
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
    async signIn(email, password, headers) {
      try {
        const { headers: answer, response } = await auth.api.signInEmail({
          body: { email, password },
          headers,
          returnHeaders: true,
        });
        const person = knownOf(response.user);
        await renewHash(auth, person.id, password);
        return { kind: 'opened', person, cookies: answer.getSetCookie() };
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

type Auth = ReturnType<typeof createAuth>;

function createAuth({ prisma, secret, publicUrl }: AccountParts) {
  return betterAuth({
    appName: 'Hài Lòng',
    baseURL: publicUrl.origin,
    secret,
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false },
        unitCode: { type: 'string', required: false, input: false },
        deactivatedAt: { type: 'date', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          /** Whatever way somebody signs in: a deactivated account opens nothing. */
          before: async ({ userId }, context) => {
            const user: StoredUser | null | undefined = await context?.context.internalAdapter.findUserById(userId);
            return !user?.deactivatedAt;
          },
        },
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: REFRESH_SECONDS },
    advanced: {
      cookiePrefix: 'hai-long',
      useSecureCookies: publicUrl.protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    // The sign-in page counts attempts itself; nothing is reported to anybody; its log lines may name people.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
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

interface StoredUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role?: string | null | undefined;
  readonly unitCode?: string | null | undefined;
  readonly deactivatedAt?: Date | null | undefined;
}

function knownOf({ id, unitCode }: Pick<StoredUser, 'id' | 'unitCode'>): Known {
  return { id, scope: unitCode ?? null };
}

interface StoredSession {
  readonly user: StoredUser;
  readonly session: { readonly id: string };
}

function viewerOf({ user, session }: StoredSession): Viewer | null {
  const { id, name, email, role, unitCode, deactivatedAt } = user;
  if (deactivatedAt) return null;
  return { id, name, email, role: asRole(role), scope: unitCode ?? null, sessionId: session.id };
}
