import type { Inbound } from '../../domain/inbound.ts';

/** Zalo has changed what the account may send: quotas and templates will be read anew by themselves. */
export interface AccountChange {
  readonly kind: 'account-change';
  readonly what: 'template-status' | 'template-quality' | 'template-quota' | 'daily-quota' | 'template-tags';
  readonly templateId: string | null;
}

export interface Ignored {
  readonly kind: 'ignored';
  readonly why: 'no-concern' | 'foreign-account' | 'malformed';
}

/** What is queued, what only the operator has to know, and what concerns nobody. */
export type Routed = { readonly kind: 'inbound'; readonly update: Inbound } | AccountChange | Ignored;
