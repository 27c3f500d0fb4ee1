import type { AuditEvent } from '../domain/audit.ts';
import { recordAudit } from '../service/record-audit.ts';
import type { CommandScene } from './queue-command.ts';
import { systemClock } from './system-clock.ts';

/** What the operator did at the machine. */
export async function recordCommand(
  { stores, vault }: Pick<CommandScene, 'stores' | 'vault'>,
  event: Omit<AuditEvent, 'actor'>,
): Promise<void> {
  await recordAudit({ audit: stores.audit, vault, clock: systemClock }, { ...event, actor: { kind: 'command' } });
}
