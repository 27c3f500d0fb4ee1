import { breachAt, headText, type AuditBreach, type AuditHead, type AuditLink } from '../domain/audit.ts';
import { auditSeal, type AuditParts } from './record-audit.ts';

const BATCH = 2_000;
const START: AuditHead = { position: 0, seal: '' };

export interface AuditVerdict {
  /** Null when every link holds. */
  readonly breach: AuditBreach | null;
  /** The last link that holds: kept elsewhere, it shows later whether the log was set back to an earlier state. */
  readonly head: AuditHead;
}

/**
 * Walks the log from its first entry; stops at the first breach.
 * `known` is a head that an earlier walk told: a log without it was set back or written anew.
 * Not to be known without one: a log and its head set back together to what they were at one moment.
 */
export async function verifyAudit(
  { audit, vault }: Pick<AuditParts, 'audit' | 'vault'>,
  known: AuditHead | null = null,
): Promise<AuditVerdict> {
  const sealOf = (text: string) => auditSeal(vault, text);
  // Read first: what is added during the walk lies behind it.
  const stored = await audit.head();
  let head = START;
  let hasKnown = known === null || known.position === 0;
  for (;;) {
    const links = await audit.linksAfter(head.position, BATCH);
    for (const link of links) {
      const breach = breachAt(head, link, sealOf) ?? contradiction(link, known);
      if (breach) return { breach, head };
      head = { position: link.position, seal: link.seal };
      hasKnown ||= head.position === known?.position;
    }
    if (links.length < BATCH) break;
  }
  if (head.position < stored.position) return cutOff(head, stored.position);
  if (known && !hasKnown) return cutOff(head, known.position);
  const isProven = stored.position === 0 ? head.position === 0 : stored.proof === sealOf(headText(stored));
  return { breach: isProven ? null : { kind: 'head-altered', position: stored.position }, head };
}

function contradiction({ position, id, seal }: AuditLink, known: AuditHead | null): AuditBreach | null {
  return position === known?.position && seal !== known.seal ? { kind: 'altered', position, id } : null;
}

function cutOff(head: AuditHead, until: number): AuditVerdict {
  return { breach: { kind: 'cut-off', position: head.position, until }, head };
}
