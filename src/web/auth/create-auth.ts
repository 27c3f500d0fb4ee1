// Without a query builder of its own, which we do not use and which doubles what has to be loaded.
import { betterAuth } from 'better-auth/minimal';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { genericOAuth, type GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { PASSWORD_MIN } from '../../domain/password.ts';
import { hashPassword, verifyPassword } from '../../lib/password-hash.ts';
import type { Viewer } from './viewer.ts';

const SESSION_SECONDS = 43_200;
const REFRESH_SECONDS = 3_600;
/** From the right password to the code. */
const CODE_SECONDS = 600;

export interface AccountParts {
  /** Prisma client of role hl_console. */
  readonly prisma: object;
  /** `vault.secretFor('session')` */
  readonly secret: string;
  readonly publicUrl: URL;
  /** Null: people sign in by password only. */
  readonly agency?: AgencyDirectory | null;
}

/** An OpenID Connect provider of the agencies. */
export interface AgencyDirectory {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The provider's name in accounts. */
export const AGENCY = 'agency';
/** Where better-auth expects its answer, and where the directory sends it. */
export const AGENCY_CALLBACK = `/callback/${AGENCY}`;
export const AGENCY_RETURN_PATH = '/console/sign-in/agency/return';

export interface StoredUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role?: string | null | undefined;
  readonly unitCode?: string | null | undefined;
  readonly twoFactorEnabled?: boolean | null | undefined;
  readonly deactivatedAt?: Date | null | undefined;
}

export type Auth = ReturnType<typeof createAuth>;

/** better-auth as we use it: its routes are never mounted, our own code calls it. */
export function createAuth({ prisma, secret, publicUrl, agency = null }: AccountParts) {
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
      account: {
        // Who somebody is suffices: what else the directory would let us do is not kept.
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
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
    plugins: [
      twoFactor({ issuer: 'Hài Lòng', twoFactorCookieMaxAge: CODE_SECONDS }),
      genericOAuth({ config: agency === null ? [] : [toProvider(agency, publicUrl)] }),
    ],
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

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

/** Identity comes from a signed token with a nonce; people who were not invited are not added. */
function toProvider({ issuer, clientId, clientSecret }: AgencyDirectory, publicUrl: URL): GenericOAuthConfig {
  return {
    providerId: AGENCY,
    discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    redirectURI: new URL(AGENCY_RETURN_PATH, publicUrl).href,
    pkce: true,
    disableSignUp: true,
    requireIdTokenVerification: true,
  };
}

/** Whom the audit log names: by id, and by unit so that it knows who may read of it. */
export type Known = Pick<Viewer, 'id' | 'scope'>;

export function knownOf({ id, unitCode }: Pick<StoredUser, 'id' | 'unitCode'>): Known {
  return { id, scope: unitCode ?? null };
}
