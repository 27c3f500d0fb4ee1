import type { Input } from '../../domain/conversation/step.ts';
import type { SlipOwner } from '../../domain/dossier.ts';
import type { Inbound } from '../../domain/inbound.ts';
import { deviceIndex } from '../fingerprint.ts';
import { tokenHash } from '../survey-token.ts';
import { openThread, stepThread } from './advance-thread.ts';
import { optOutPage } from './opt-out.ts';
import type { Scene } from './scene.ts';
import { isInvited, type InvitedThread, type Thread } from './thread.ts';

/**
 * Lets one request of the survey page take effect. The page shows the state itself, so nothing is sent; a slip held
 * by another device is left alone.
 */
export function handlePageUpdate(update: Inbound, scene: Scene): void {
  const thread = scene.batch.threadByToken(tokenHash(update.address));
  if (!thread || update.device === null) return;
  const owner: SlipOwner = `web:${deviceIndex(scene.vault, update.device)}`;
  if (thread.dossier.slipOwner !== null && thread.dossier.slipOwner !== owner) return;
  if (update.event.kind === 'opened') return markOpened(thread, scene);
  const input = inputOf(update, thread, scene);
  if (input === null) return;
  const held = thread.dossier.slipOwner === null ? scene.batch.claimSlip(thread, owner) : thread;
  const begun = held.draft === null ? begin(held, update, scene) : held;
  if (isInvited(begun) && begun.draft !== null) finishStep(begun, input, scene);
}

/** An opened page counts as delivered; it claims nothing, for previews open pages too. */
function markOpened(thread: Thread, scene: Scene): void {
  if (!isInvited(thread) || thread.invitation.deliveredAt !== null) return;
  const { status, notBefore, notAfter } = thread.invitation;
  if (notBefore > scene.now || notAfter <= scene.now || (status !== 'armed' && status !== 'waiting')) return;
  openThread(thread, entranceOf(thread, 'vi'), scene);
}

function begin(thread: Thread, update: Inbound, scene: Scene): Thread {
  return openThread(thread, entranceOf(thread, update.locale ?? 'vi'), scene).thread;
}

function entranceOf(thread: Thread, locale: 'vi' | 'en') {
  const proof = thread.invitation?.proof ?? 'slip';
  return { channel: 'web', proof, chatId: thread.invitation?.chatId ?? null, locale } as const;
}

function inputOf(update: Inbound, thread: Thread, scene: Scene): Input | null {
  const { event } = update;
  if (event.kind === 'text') return { kind: 'text', text: event.text };
  if (event.kind !== 'tap' || !isInvited(thread)) return null;
  const survey = scene.surveys.get(thread.invitation.surveyId);
  const choice = survey && scene.codec.decode(thread.invitation.id, event.payload, survey);
  return choice ? { kind: 'choice', choice } : { kind: 'forged' };
}

/** The page says thanks by itself, so a finished survey is sealed in the same transaction. */
function finishStep(thread: InvitedThread, input: Input, scene: Scene): void {
  const advanced = stepThread(thread, input, scene);
  if (advanced.outcome === 'stopped') optOutPage(advanced.thread, scene);
  if (advanced.outcome === 'finished' && isInvited(advanced.thread)) {
    scene.batch.seal(advanced.thread, 'finished', scene.today);
  }
}
