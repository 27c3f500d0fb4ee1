import type { Input } from '../../domain/conversation/step.ts';
import { AFTER_DENIAL_MS, awaitsPhone } from '../../domain/slip-notice.ts';
import { freshDraft, openingReplies, openThread, type Advanced, type Entrance } from './advance-thread.ts';
import type { Scene } from './scene.ts';
import type { InvitedThread } from './thread.ts';

export function isDenial(input: Input): boolean {
  return input.kind === 'choice' && input.choice.kind === 'not-me';
}

/**
 * The phone on file says that it was not its owner who answered from the slip: the answers are gone, the slip opens
 * nothing any more, and the phone is asked itself. Once they are sealed nothing leads to them.
 */
export function denySlip(thread: InvitedThread, entrance: Entrance, scene: Scene): Advanced {
  const { invitation } = thread;
  if (entrance.proof !== 'phone' || !awaitsPhone(invitation, scene.today)) return openThread(thread, entrance, scene);
  const { batch, now, today } = scene;
  batch.silence(invitation.id);
  const askedAnew = batch.putInvitation(batch.discardDraft(thread), {
    status: 'sent',
    channel: entrance.channel,
    chatId: entrance.chatId,
    proof: 'phone',
    startedOn: null,
    consentVersion: null,
    sealOn: null,
    slipDeniedOn: today,
    notAfter: new Date(Math.max(invitation.notAfter.getTime(), now.getTime() + AFTER_DENIAL_MS)),
  });
  const begun = batch.putDraft(askedAnew, freshDraft(askedAnew, entrance));
  return { thread: begun, replies: [{ kind: 'slip-discarded' }, ...openingReplies(invitation)], outcome: 'open' };
}
