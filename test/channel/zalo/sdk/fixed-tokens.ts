import type { TokenSource } from '../../../../src/channel/zalo/sdk/authorised-call.ts';
import { ZaloError, type ZaloFailure } from '../../../../src/channel/zalo/sdk/zalo-error.ts';

export interface FixedTokens extends TokenSource {
  readonly refused: string[];
}

/** A token, and those that come after each refusal. */
export function fixedTokens(first: string, ...next: readonly string[]): FixedTokens {
  const refused: string[] = [];
  let token = first;
  return {
    refused,
    current: async () => token,
    renew: async (old) => {
      refused.push(old);
      token = next[refused.length - 1] ?? token;
      return token;
    },
  };
}

export async function failureOf(call: Promise<unknown>): Promise<ZaloFailure> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ZaloError) return error.failure;
  throw new Error('The call should have failed with a ZaloError.', { cause: error });
}
