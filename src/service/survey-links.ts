import type { DossierId } from '../domain/ids.ts';
import type { Vault } from '../lib/vault.ts';
import type { Channel } from './ports.ts';
import { surveyToken } from './survey-token.ts';

/** What a slip's QR codes carry; derived anew at every call, so that they can be asked for again. */
export interface SurveyLinks {
  readonly web: string;
  readonly telegram: string | null;
}

export interface LinkParts {
  readonly vault: Vault;
  readonly publicUrl: string;
  readonly telegram: Channel | null;
}

export function surveyLinks(parts: LinkParts, dossierId: DossierId): SurveyLinks {
  const token = surveyToken(parts.vault, dossierId);
  return { web: `${parts.publicUrl}/s/${token}`, telegram: parts.telegram?.linkFor(token) ?? null };
}
