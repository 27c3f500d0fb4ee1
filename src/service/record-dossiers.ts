import { recordAudit, type AuditParts } from './record-audit.ts';
import {
  registerDossiers,
  type RegisterParts,
  type RegistrationRequest,
  type RegistrationResult,
} from './register-dossiers.ts';

/** Registers what a person of the console records, and says in the audit log how many: no codes. */
export async function recordDossiers(
  parts: RegisterParts & AuditParts,
  request: RegistrationRequest,
): Promise<readonly RegistrationResult[]> {
  const results = await registerDossiers(parts, request);
  const count = (outcome: RegistrationResult['outcome']) => results.filter((each) => each.outcome === outcome).length;
  const facts = { created: count('created'), updated: count('updated') };
  if (request.dryRun || facts.created + facts.updated === 0) return results;
  const actor = { kind: 'person', id: request.actor } as const;
  await recordAudit(parts, { action: 'dossier.recorded', actor, subject: null, unit: request.scope, facts });
  return results;
}
