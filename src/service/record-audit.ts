import { headText, sealedText, writeActor, type AuditEvent } from '../domain/audit.ts';
import { newId } from '../lib/new-id.ts';
import type { Vault } from '../lib/vault.ts';
import type { AuditStore, Clock } from './ports.ts';

export interface AuditParts {
  readonly audit: AuditStore;
  readonly vault: Pick<Vault, 'index'>;
  readonly clock: Clock;
}

/**
 * Adds one entry to the audit log, sealed together with the one before it.
 * @param id of what is done again after a crash: a second entry of one id is none
 */
export async function recordAudit(
  { audit, vault, clock }: AuditParts,
  event: AuditEvent,
  id = newId<string>(),
): Promise<void> {
  const { action, actor, subject, unit, facts } = event;
  await audit.append(id, (head) => {
    const position = head.position + 1;
    const entry = { position, id, recordedAt: clock.now(), action, actor: writeActor(actor), subject, unit, facts };
    const seal = auditSeal(vault, sealedText(entry, head.seal));
    const link = { ...entry, previousSeal: head.seal, seal };
    return { link, proof: auditSeal(vault, headText({ position, seal })) };
  });
}

/** Keyed: whoever writes to the database without the key cannot compute the log anew. Lower-case hex. */
export function auditSeal(vault: Pick<Vault, 'index'>, text: string): string {
  return vault.index('audit', text).toString('hex');
}
