import type { Faults, LineFault } from '../faults.ts';

/** What goes wrong with a call. */
export type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfterS: number }
  | { readonly kind: 'error'; readonly status: number; readonly description: string }
  | LineFault;

export type TelegramFaults = Faults<{ readonly method: string; readonly chatId: number | null }, Fault>;
