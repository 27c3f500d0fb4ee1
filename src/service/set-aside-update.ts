import type { Inbound } from '../domain/inbound.ts';
import type { Vault } from '../lib/vault.ts';
import type { ConversationStore } from './ports.ts';

/** An update that failed by itself is kept, sealed, for a person to retry or drop; its code says why. */
export async function setAsideUpdate(
  parts: { readonly conversations: ConversationStore; readonly vault: Vault },
  update: Inbound,
  error: unknown,
): Promise<void> {
  const { channel, account, updateId } = update;
  const failure = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const sealed = parts.vault.seal('inbox', updateId, JSON.stringify(update));
  await parts.conversations.setAside({ channel, account, updateId, failure, sealed });
}
