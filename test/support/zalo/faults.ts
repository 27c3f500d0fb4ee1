import type { Faults, LineFault } from '../faults.ts';
import type { CallName } from './calls.ts';

/** What goes wrong with a call. */
export type Fault =
  /** HTTP 200 and `error` other than 0: any code, known or not. */
  | { readonly kind: 'code'; readonly code: number; readonly detail?: string }
  /** Any body whatever, HTTP 200 unless told. */
  | { readonly kind: 'body'; readonly body: unknown; readonly status?: number }
  | LineFault;

/** A recipient is a user id, phone number or hash. */
export type ZaloFaults = Faults<{ readonly call: CallName; readonly recipient: string | null }, Fault>;
