import type { Inbound } from '../domain/inbound.ts';
import type { Vault } from '../lib/vault.ts';
import type { DeadUpdateStore, Inbox } from './ports.ts';

/**
 * Puts an update that was set aside into the inbox once more; false when there is none with this id. A crash between
 * the two steps leaves it in both places, and it takes effect once.
 * @throws CodedError `sealed-unreadable` when it was sealed with another key
 */
export async function retryDeadUpdate(
  parts: { readonly deadUpdates: DeadUpdateStore; readonly inbox: Inbox; readonly vault: Vault },
  id: string,
): Promise<boolean> {
  const dead = await parts.deadUpdates.find(id);
  if (!dead) return false;
  const update: Inbound = JSON.parse(parts.vault.open('inbox', dead.updateId, dead.sealed).toString());
  await parts.inbox.accept(update);
  await parts.deadUpdates.remove(id);
  return true;
}
