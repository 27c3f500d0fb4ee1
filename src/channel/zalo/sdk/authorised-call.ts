import { callZalo, type Answer, type Transport, type ZaloRequest } from './call.ts';
import { appSecretProof } from './digests.ts';
import { tokenInvalid } from './error-class.ts';
import { ZaloError } from './zalo-error.ts';

/** Where access tokens come from. */
export interface TokenSource {
  current(): Promise<string>;
  /** Another token than the one that Zalo has just refused. */
  renew(refused: string): Promise<string>;
}

export interface Authority {
  readonly transport: Transport;
  readonly tokens: TokenSource;
  /** Set: every call proves that it knows the app secret. */
  readonly proofKey: string | null;
  readonly alsoTokenInvalid: readonly number[];
}

/**
 * A call in the name of the Official Account. A refused token is renewed once and the call made once more: what was
 * refused was not done.
 * @throws ZaloError, or whatever the token source throws before anything is sent
 */
export async function callAuthorised(authority: Authority, request: ZaloRequest): Promise<Answer> {
  const token = await authority.tokens.current();
  try {
    return await callOnce(authority, request, token);
  } catch (error) {
    if (!isTokenRefused(error, authority.alsoTokenInvalid)) throw error;
    return await callOnce(authority, request, await authority.tokens.renew(token));
  }
}

async function callOnce({ transport, proofKey }: Authority, request: ZaloRequest, token: string): Promise<Answer> {
  const proof = proofKey === null ? {} : { appsecret_proof: appSecretProof(token, proofKey) };
  const answer = await callZalo(transport, { ...request, headers: { access_token: token, ...proof } });
  if (answer.error !== 0) throw new ZaloError(request.path, { kind: 'lost', reason: 'no-error-field' });
  return answer;
}

function isTokenRefused(error: unknown, also: readonly number[]): boolean {
  return error instanceof ZaloError && error.failure.kind === 'rejected' && tokenInvalid(error.failure.code, also);
}
