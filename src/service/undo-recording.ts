import type { Invitation } from '../domain/invitation.ts';
import type { UnitScope } from '../domain/unit.ts';
import type { Vault } from '../lib/vault.ts';
import { dossierDigest } from './registration/merge-dossier.ts';
import { isStillOurs } from './registration/arm-invitation.ts';
import type { DossierStore, DossierWrites, RegisteredSet } from './ports.ts';
import { recordAudit, type AuditParts } from './record-audit.ts';
import { openUndo, type UndoNote } from './record-dossier.ts';

export interface UndoParts extends AuditParts {
  readonly vault: Vault;
  readonly dossiers: DossierStore;
}

export interface UndoRequest {
  /** As `recordDossier` gave it. */
  readonly token: string;
  readonly actor: string;
  readonly scope: UnitScope;
}

/** `too-late` says no more than that: a minute has passed, or something has begun with the dossier. */
export type Undone = { readonly kind: 'undone'; readonly code: string } | { readonly kind: 'too-late' };

export const UNDO_MS = 60_000;

const NOTHING: DossierWrites = {
  inserted: [],
  updated: [],
  corrections: [],
  invitations: [],
  removed: [],
  disarmed: [],
};

/**
 * Takes back what the same person recorded within the last minute, as long as nothing went out, nobody opened the slip
 * and nobody changed the dossier since. A new dossier goes with everything that hangs on it; a changed one is as it was,
 * which is logged as a correction. The audit log has an entry of both.
 */
export async function undoRecording(parts: UndoParts, { token, actor, scope }: UndoRequest): Promise<Undone> {
  const note = openUndo(parts.vault, actor, token);
  if (!note || parts.clock.now().getTime() - note.recordedAt.getTime() > UNDO_MS) return { kind: 'too-late' };
  let isUndone = false;
  await parts.dossiers.register({ codes: [note.code], phones: [] }, (found) => {
    const writes = writesOf(found, note, actor);
    isUndone = writes !== null;
    return writes ?? NOTHING;
  });
  if (!isUndone) return { kind: 'too-late' };
  const facts = { removed: note.before === null };
  await recordAudit(parts, {
    action: 'dossier.undone',
    actor: { kind: 'person', id: actor },
    subject: null,
    unit: scope,
    facts,
  });
  return { kind: 'undone', code: note.code };
}

function writesOf({ dossiers, invitations }: RegisteredSet, note: UndoNote, actor: string): DossierWrites | null {
  const current = dossiers.get(note.code);
  const invitation = (current && invitations.get(current.id)) ?? null;
  if (!current || dossierDigest(current) !== note.digest || !isUntouched(invitation)) return null;
  if (current.slipOwner !== (note.before?.dossier.slipOwner ?? null)) return null;
  const { before } = note;
  if (before === null) return { ...NOTHING, removed: [current.id] };
  return {
    ...NOTHING,
    updated: [before.dossier],
    corrections: [{ dossierId: current.id, fields: ['undone'], actor }],
    invitations: before.invitation === null ? [] : [before.invitation],
    disarmed: before.invitation === null && invitation !== null ? [invitation.id] : [],
  };
}

function isUntouched(invitation: Invitation | null): boolean {
  if (invitation === null) return true;
  return isStillOurs(invitation) && invitation.channel === null && invitation.startedOn === null;
}
