import type { Dossier } from '../../domain/dossier.ts';
import { asId, type ChatId } from '../../domain/ids.ts';
import type { Vault } from '../../lib/vault.ts';
import { holderToken, phoneToken, surveyToken } from '../survey-token.ts';

/** As whom somebody opens a survey's page, by the link that led there. */
export type Visitor =
  /** By the link in a message to the telephone on file: whoever has read it is that phone, on any device. */
  | { readonly kind: 'phone' }
  /** By the link in a message to the chat that holds the slip. */
  | { readonly kind: 'holder'; readonly chatId: ChatId }
  /** By the slip itself. */
  | { readonly kind: 'slip' };

/** Null when the token is none of this dossier's. */
export function visitorOf(vault: Vault, { id, slipOwner }: Pick<Dossier, 'id' | 'slipOwner'>, token: string) {
  return asPhone(vault, id, token) ?? asHolder(vault, id, slipOwner, token) ?? asSlip(vault, id, token);
}

function asPhone(vault: Vault, id: Dossier['id'], token: string): Visitor | null {
  return token === phoneToken(vault, id) ? { kind: 'phone' } : null;
}

function asHolder(vault: Vault, id: Dossier['id'], owner: Dossier['slipOwner'], token: string): Visitor | null {
  const chatId = owner !== null && owner.startsWith('chat:') ? owner.slice('chat:'.length) : null;
  if (owner === null || chatId === null || token !== holderToken(vault, id, owner)) return null;
  return { kind: 'holder', chatId: asId<ChatId>(chatId) };
}

function asSlip(vault: Vault, id: Dossier['id'], token: string): Visitor | null {
  return token === surveyToken(vault, id) ? { kind: 'slip' } : null;
}
