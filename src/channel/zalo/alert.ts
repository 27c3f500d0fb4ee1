import type { ZaloGrantFault } from '../../service/ports.ts';
import { summary, ZaloError } from './sdk/zalo-error.ts';
import type { Verdict } from './judge-failure.ts';

/**
 * Something an operator should see. Holds codes, parameter names and Zalo's own words without long numbers; never an
 * address, a text or a token.
 */
export type ZaloAlert =
  | { readonly kind: 'grant'; readonly fault: ZaloGrantFault; readonly failure: string }
  | {
      readonly kind: 'operator' | 'our-bug' | 'unknown-code';
      readonly call: string;
      readonly failure: string;
      readonly description: string;
    }
  | { readonly kind: 'template'; readonly template: string; readonly problems: readonly string[] };

export type OnAlert = (alert: ZaloAlert) => void;

/** The account may send no more chat messages today: replies wait as well. */
const OUT_OF_QUOTA = -211;

/** Null for what is nobody's fault. */
export function alertOf({ concern, code }: Verdict, call: string, error: unknown): ZaloAlert | null {
  if (!(error instanceof ZaloError)) return null;
  const { failure } = error;
  const facts = {
    call,
    failure: summary(failure),
    description: failure.kind === 'rejected' ? failure.description : '',
  };
  if (concern === 'refresh-token' || code === OUT_OF_QUOTA) return { kind: 'operator', ...facts };
  return concern === 'operator' || concern === 'our-bug' || concern === 'unknown-code'
    ? { kind: concern, ...facts }
    : null;
}
