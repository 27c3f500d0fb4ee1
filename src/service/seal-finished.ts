import type { InvitationId } from '../domain/ids.ts';
import { localDay } from '../lib/calendar.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { drawBackCheck } from './back-check/draw-back-check.ts';
import type { ConversationParts } from './conversation/set-scene.ts';

const BATCH = 500;

/**
 * Seals finished surveys whose farewell is out, and of which no phone is still to be told: invitation closed, draft and messages deleted, answers into the mix,
 * in one transaction. With `ids` null it takes whatever a crash left behind. Returns how many it sealed.
 */
export async function sealFinished(parts: ConversationParts, ids: readonly InvitationId[] | null): Promise<number> {
  const today = localDay(parts.clock.now(), parts.zone);
  return advanceInvitations(parts, { kind: 'finished', ids, today, limit: BATCH }, (thread, scene) => {
    drawBackCheck(thread, scene);
    scene.batch.seal(thread, 'finished', scene.today);
  });
}
