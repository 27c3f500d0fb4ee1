import type { Input } from '../../domain/conversation/step.ts';
import type { SlipOwner } from '../../domain/dossier.ts';
import type { Inbound } from '../../domain/inbound.ts';
import type { Proof } from '../../domain/invitation.ts';
import { deviceIndex } from '../fingerprint.ts';
import { tokenHash } from '../survey-token.ts';
import { isHeldFrom, playThread, reach, type Entrance } from './advance-thread.ts';
import type { Scene } from './scene.ts';
import { isAnswerable, isInvited, type InvitedThread, type Thread } from './thread.ts';

/**
 * Lets one request of the survey page take effect. The page shows the state itself, so nothing is sent. A slip held by
 * another device, a survey that a chat answers and one that is closed are left alone. To whoever has the phone's link
 * no slip matters, on whatever device: they go on with what the phone was asked.
 */
export function handlePageUpdate(update: Inbound, scene: Scene): void {
  const hash = tokenHash(update.address);
  const byPhone = scene.batch.threadByPhoneLink(hash);
  if (byPhone) return enterByPhone(byPhone, update, scene);
  const bySlip = scene.batch.threadByToken(hash);
  if (bySlip && update.device !== null) enterBySlip(bySlip, update.device, update, scene);
}

function enterByPhone(thread: Thread, update: Inbound, scene: Scene): void {
  if (!isInvited(thread) || !isAnswerable(thread, scene.now)) return;
  const entrance = entranceOf(thread, 'phone', update);
  if (update.event.kind === 'opened') return countArrival(thread, scene);
  const input = inputOf(update, thread, scene);
  if (input) takeStep(speaking(thread, update.locale, scene), input, entrance, scene);
}

function enterBySlip(thread: Thread, device: string, update: Inbound, scene: Scene): void {
  if (!isInvited(thread) || !isAnswerable(thread, scene.now)) return;
  const owner: SlipOwner = `web:${deviceIndex(scene.vault, device)}`;
  const { slipOwner } = thread.dossier;
  const entrance = entranceOf(thread, 'slip', update);
  if ((slipOwner !== null && slipOwner !== owner) || isHeldFrom(thread, entrance)) return;
  if (update.event.kind === 'opened') return countOpening(thread, entrance, scene);
  const input = inputOf(update, thread, scene);
  if (input === null) return;
  const held = slipOwner === null ? scene.batch.claimSlip(thread, owner) : thread;
  takeStep(speaking(held, update.locale, scene), input, entrance, scene);
}

function entranceOf({ dossier }: Thread, proof: Proof, { locale }: Inbound): Entrance {
  return { channel: 'web', proof, chatId: null, locale: locale ?? dossier.language };
}

/**
 * An opened page counts as delivered where only the slip reaches the citizen. It claims nothing and keeps nobody from
 * being written to: previews, and whoever else holds the slip, open pages too.
 */
function countOpening(thread: InvitedThread, entrance: Entrance, scene: Scene): void {
  const { status, exclusion } = thread.invitation;
  const isOutOfReach = status === 'waiting' || (status === 'armed' && thread.dossier.phoneIndex === null);
  if (isOutOfReach && exclusion === null) reach(thread, entrance, scene);
}

/** Whoever opens the link that went to the phone has had our message, receipt or not. */
function countArrival(thread: InvitedThread, scene: Scene): void {
  const { deliveredAt, invitedAt, proof } = thread.invitation;
  const isUnconfirmed = deliveredAt === null && invitedAt !== null && proof === 'phone';
  if (isUnconfirmed) scene.batch.putInvitation(thread, { deliveredAt: scene.now });
}

function inputOf({ event }: Inbound, { invitation }: InvitedThread, scene: Scene): Input | null {
  if (event.kind === 'text') return { kind: 'text', text: event.text };
  if (event.kind !== 'tap') return null;
  const survey = scene.surveys.get(invitation.surveyId);
  const choice = survey && scene.codec.decode(invitation.id, event.payload, survey);
  return choice ? { kind: 'choice', choice } : null;
}

/** The page's language may have been switched since the last answer. */
function speaking(thread: InvitedThread, locale: Inbound['locale'], scene: Scene): InvitedThread {
  const { draft } = thread;
  if (draft === null || locale === null || draft.locale === locale) return thread;
  return scene.batch.putDraft(thread, { ...draft, locale });
}

/**
 * The page says thanks by itself, so a finished survey is sealed in the same transaction. A stop by the phone's link
 * is for good, for no other way to say so leads from a telephone number to us.
 */
function takeStep(thread: InvitedThread, input: Input, entrance: Entrance, scene: Scene): void {
  const advanced = playThread(thread, input, entrance, scene);
  if (advanced.outcome === 'finished' && isInvited(advanced.thread)) {
    scene.batch.seal(advanced.thread, 'finished', scene.today);
  }
  const { phoneIndex } = thread.dossier;
  if (advanced.outcome === 'stopped' && entrance.proof === 'phone' && phoneIndex) scene.batch.suppress(phoneIndex);
}
