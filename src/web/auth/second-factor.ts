import { APIError } from 'better-auth/api';
import { knownOf, type Auth, type Known } from './create-auth.ts';

/** What somebody types after the right password. */
export type FactorKind = 'code' | 'recovery';

export type FactorOutcome =
  | { readonly kind: 'opened'; readonly person: Known; readonly cookies: readonly string[] }
  | { readonly kind: 'refused' }
  /** Ten minutes or five tries are over: back to the password. */
  | { readonly kind: 'over' }
  /** Too many wrong codes for this account. */
  | { readonly kind: 'locked' };

export interface Preparation {
  /** `otpauth://…`, for the QR code. */
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

export interface SecondFactor {
  /** Whose code is awaited; null when nobody's is. */
  challenged(headers: Headers): Promise<Known | null>;
  /** The second step of a sign-in. */
  enterFactor(kind: FactorKind, code: string, headers: Headers): Promise<FactorOutcome>;
  /** Makes a secret that does not count yet; null when the password is wrong. */
  prepareFactor(password: string, headers: Headers): Promise<Preparation | null>;
  /** Counts from the first right code on; the session is renewed. Null for a wrong code. */
  confirmFactor(code: string, headers: Headers): Promise<readonly string[] | null>;
  /** Null when the password is wrong. */
  dropFactor(password: string, headers: Headers): Promise<readonly string[] | null>;
}

const COOKIE = /(?:^|;\s*)(?:__Secure-)?hai-long\.two_factor=(2fa-[\w-]+)/;
const OVER: ReadonlySet<unknown> = new Set([
  'INVALID_TWO_FACTOR_COOKIE',
  'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE',
  'BACKUP_CODES_NOT_ENABLED',
]);

export function secondFactorCalls(auth: Auth): SecondFactor {
  const { api } = auth;
  return {
    challenged: (headers) => challenged(auth, headers),
    async enterFactor(kind, code, headers) {
      const person = await challenged(auth, headers);
      if (!person) return { kind: 'over' };
      try {
        const call = { body: { code, trustDevice: false }, headers, returnHeaders: true } as const;
        const { headers: answer } = kind === 'code' ? await api.verifyTOTP(call) : await api.verifyBackupCode(call);
        return { kind: 'opened', person, cookies: answer.getSetCookie() };
      } catch (error) {
        return failureOf(error);
      }
    },
    async prepareFactor(password, headers) {
      const made = await orNull(api.enableTwoFactor({ body: { password, method: 'totp' }, headers }));
      return made?.method === 'totp' ? { uri: made.totpURI, recoveryCodes: made.backupCodes } : null;
    },
    confirmFactor: async (code, headers) =>
      cookiesOf(await orNull(api.verifyTOTP({ body: { code, trustDevice: false }, headers, returnHeaders: true }))),
    dropFactor: async (password, headers) =>
      cookiesOf(await orNull(api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }))),
  };
}

/** The cookie names a random challenge of 20 characters; its signature is checked where the code is. */
async function challenged(auth: Auth, headers: Headers): Promise<Known | null> {
  const [, identifier] = COOKIE.exec(headers.get('cookie') ?? '') ?? [];
  if (identifier === undefined) return null;
  const { internalAdapter } = await auth.$context;
  const challenge = await internalAdapter.findVerificationValue(identifier);
  if (!challenge || challenge.expiresAt < new Date()) return null;
  const user = await internalAdapter.findUserById(challenge.value);
  return user && knownOf(user);
}

function failureOf(error: unknown): FactorOutcome {
  if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
  if (error.statusCode === 429) return { kind: 'locked' };
  return OVER.has(error.body?.code) ? { kind: 'over' } : { kind: 'refused' };
}

async function orNull<Answer>(call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}

function cookiesOf(answer: { readonly headers: Headers } | null): readonly string[] | null {
  return answer && answer.headers.getSetCookie();
}
