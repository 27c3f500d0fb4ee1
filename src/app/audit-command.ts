import process from 'node:process';
import type { AuditBreach, AuditHead } from '../domain/audit.ts';
import { assertNever } from '../lib/assert-never.ts';
import { CodedError } from '../lib/coded-error.ts';
import { verifyAudit } from '../service/verify-audit.ts';
import type { CommandScene } from './queue-command.ts';

/**
 * `audit verify [HEAD]`: names the first breach, or the head (`POSITION:SEAL`) to keep outside of this installation.
 * Exit code 1 for a breach.
 */
export async function verifyAuditCommand({ stores, vault }: CommandScene, [known]: readonly string[]): Promise<number> {
  const { breach, head } = await verifyAudit(
    { audit: stores.audit, vault },
    known === undefined ? null : readHead(known),
  );
  process.stdout.write(`${String(head.position)} entries hold. Head: ${String(head.position)}:${head.seal}\n`);
  if (!breach) return 0;
  process.stderr.write(`${describe(breach)}\n`);
  return 1;
}

/** @throws CodedError `head-malformed` */
function readHead(text: string): AuditHead {
  const [, position = '', seal = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === '')
    throw new CodedError('head-malformed', 'Give the head as an earlier check told it: POSITION:SEAL.');
  return { position: Number(position), seal };
}

function describe(breach: AuditBreach): string {
  const position = String(breach.position);
  switch (breach.kind) {
    case 'altered':
      return `Entry ${position} (${breach.id}) was changed, or not written by this service.`;
    case 'missing':
      return `Entry ${position} was taken out.`;
    case 'cut-off':
      return `Everything after entry ${position} was taken away; there were ${String(breach.until)}.`;
    case 'head-altered':
      return `The record of the end, at entry ${position}, was changed.`;
    default:
      return assertNever(breach);
  }
}
