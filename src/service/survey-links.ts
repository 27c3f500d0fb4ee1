import type { Dossier } from '../domain/dossier.ts';
import type { Vault } from '../lib/vault.ts';
import type { Channel } from './ports.ts';
import { surveyToken } from './survey-token.ts';

/** What a slip's QR codes carry; derived anew at every call, so that they can be asked for again. */
export interface SurveyLinks {
  readonly web: string;
  readonly telegram: string | null;
  readonly zalo: ZaloSlip | null;
}

/** Zalo's links carry nothing: the citizen opens the chat and types the code. */
export interface ZaloSlip {
  readonly code: string;
  readonly chatUrl: string;
  readonly accountName: string | null;
}

/** The Official Account. */
export interface ZaloAccount {
  readonly id: string;
  /** As citizens find it; null when it was not told. */
  readonly name: string | null;
}

export interface LinkParts {
  readonly vault: Vault;
  readonly publicUrl: string;
  readonly telegram: Channel | null;
  readonly zaloAccount: ZaloAccount | null;
}

export function surveyLinks(parts: LinkParts, { id, shortCode }: Pick<Dossier, 'id' | 'shortCode'>): SurveyLinks {
  const token = surveyToken(parts.vault, id);
  const { telegram, zaloAccount } = parts;
  return {
    web: `${parts.publicUrl}/s/${token}`,
    telegram: telegram?.linkFor(token) ?? null,
    zalo: zaloAccount && {
      code: shortCode,
      chatUrl: `https://zalo.me/${zaloAccount.id}`,
      accountName: zaloAccount.name,
    },
  };
}
