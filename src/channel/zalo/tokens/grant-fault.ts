import { CodedError } from '../../../lib/coded-error.ts';
import type { ZaloGrantFault } from '../../../service/ports.ts';
import { ZaloError } from '../sdk/zalo-error.ts';

/** There is no access token to send with, and why. */
export class GrantError extends CodedError {
  readonly fault: ZaloGrantFault | 'none' | 'resting';

  constructor(fault: GrantError['fault'], options?: ErrorOptions) {
    super(`zalo-grant-${fault}`, 'There is no Zalo access token that works.', options);
    this.name = 'GrantError';
    this.fault = fault;
  }
}

/** What a failed refresh did to the refresh token. */
export function grantFault(error: unknown, spentCodes: readonly number[]): ZaloGrantFault {
  if (!(error instanceof ZaloError)) return 'lost';
  const { failure } = error;
  if (failure.kind === 'rejected') return spentCodes.includes(failure.code) ? 'spent' : 'refused';
  return failure.kind === 'lost' ? 'lost' : 'unsent';
}
