import type { SendingQuota } from '../../domain/sending-budget.ts';

/** What a platform says about how much an account may start. */
export interface SendingBudget {
  /** As of about now; never throws, and says so when the platform could not be asked. */
  quota(): Promise<SendingQuota>;
}
