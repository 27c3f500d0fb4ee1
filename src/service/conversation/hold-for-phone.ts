import { sealsOnUntold } from '../../domain/slip-notice.ts';
import type { Scene } from './scene.ts';
import type { InvitedThread } from './thread.ts';

/**
 * Until when what is answered now waits for the phone on file to be told: a slip proves little, for staff hold it
 * first. Null where it was not the slip, where nobody can be told or wants to be, and where the phone was told once.
 */
export function holdForPhone({ dossier, invitation }: InvitedThread, scene: Scene): string | null {
  const { batch, templates, today } = scene;
  const { phoneIndex } = dossier;
  if (invitation.proof !== 'slip' || invitation.slipToldOn !== null || phoneIndex === null) return null;
  if (batch.isSuppressed(phoneIndex)) return null;
  const hasTemplate = [...templates.values()].some(({ offered }) => offered.has('slip-notice'));
  return hasTemplate || batch.hasChat(phoneIndex) ? sealsOnUntold(today) : null;
}
