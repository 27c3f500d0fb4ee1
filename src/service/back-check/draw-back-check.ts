import { backCheckTimes, isDrawn } from '../../domain/back-check.ts';
import type { BackCheckId } from '../../domain/ids.ts';
import { newId } from '../../lib/new-id.ts';
import type { Scene } from '../conversation/scene.ts';
import type { InvitedThread } from '../conversation/thread.ts';
import { tokenHash } from '../survey-token.ts';
import { backCheckToken } from './back-check-secrets.ts';

/**
 * Draws who is asked back, as a survey ends: by a keyed hash of the invitation alone. After page or slip the phone on
 * file is asked, for the slip may have been in other hands; whoever answered in a chat is asked there where it has none.
 */
export function drawBackCheck({ invitation, dossier }: InvitedThread, scene: Scene): void {
  const { vault, batch, now, backCheckPercent } = scene;
  const { chatId, proof } = invitation;
  const phoneIndex = chatId === null || proof === 'slip' ? dossier.phoneIndex : null;
  if (chatId === null && phoneIndex === null) return;
  if (!isDrawn(vault.index('back-check', invitation.id), backCheckPercent)) return;
  const id = newId<BackCheckId>();
  batch.backChecks.put({
    id,
    status: 'drawn',
    provinceCode: invitation.provinceCode,
    month: invitation.completedMonth,
    chatId,
    phoneIndex,
    unitCode: invitation.unitCode,
    shortCode: dossier.shortCode,
    tokenHash: tokenHash(backCheckToken(vault, id)),
    sealed: null,
    ...backCheckTimes(now),
  });
}
