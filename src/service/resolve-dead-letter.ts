import type { AuditActor } from '../domain/audit.ts';
import { SET_ASIDE } from './list-dead-letters.ts';
import type { DeadUpdateStore, Inbox, QueueWatch } from './ports.ts';
import { recordAudit, type AuditParts } from './record-audit.ts';
import { retryDeadUpdate } from './retry-dead-update.ts';
import type { Vault } from '../lib/vault.ts';

export interface DeadLetterParts extends AuditParts {
  readonly queues: Pick<QueueWatch, 'dead'> & { readonly inbox: Inbox };
  readonly deadUpdates: DeadUpdateStore;
  readonly vault: Vault;
}

export interface Resolution {
  readonly verb: 'retry' | 'drop';
  readonly queue: string;
  readonly id: string;
  readonly actor: AuditActor;
}

const ACTIONS = { retry: 'dead-letter.retried', drop: 'dead-letter.dropped' } as const;

/** Lets a dead letter take effect once more, or gives it up for good, and records who did; false when it is not there. */
export async function resolveDeadLetter(parts: DeadLetterParts, resolution: Resolution): Promise<boolean> {
  const { verb, queue, id, actor } = resolution;
  const isDone = await resolve(parts, resolution);
  // Only what the list knows is written down: anything may have been asked for.
  if (isDone) {
    await recordAudit(parts, { action: ACTIONS[verb], actor, subject: null, unit: null, facts: { queue, letter: id } });
  }
  return isDone;
}

function resolve(parts: DeadLetterParts, { verb, queue, id }: Resolution): Promise<boolean> {
  const { dead, inbox } = parts.queues;
  if (queue !== SET_ASIDE) return verb === 'retry' ? dead.retry(queue, id) : dead.drop(queue, id);
  return verb === 'retry' ? retryDeadUpdate({ ...parts, inbox }, id) : parts.deadUpdates.remove(id);
}
