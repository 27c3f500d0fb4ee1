import type { ChatId } from '../../domain/ids.ts';
import type { Input } from '../../domain/conversation/step.ts';
import type { SlipOwner } from '../../domain/dossier.ts';
import type { Inbound } from '../../domain/inbound.ts';
import type { Proof } from '../../domain/invitation.ts';
import type { ReceiptCode } from '../../domain/receipt-code.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { drawBackCheck } from '../back-check/draw-back-check.ts';
import { deviceIndex } from '../fingerprint.ts';
import { pageReceiptCode } from '../receipt.ts';
import { tokenHash } from '../survey-token.ts';
import { awaitsPhone } from '../../domain/slip-notice.ts';
import { isHeldFrom, playThread, reach, type Entrance } from './advance-thread.ts';
import { denySlip, isDenial } from './deny-slip.ts';
import type { Scene } from './scene.ts';
import { isAnswerable, isInvited, type InvitedThread, type Thread } from './thread.ts';
import { visitorOf } from './visitor.ts';

/**
 * Lets one request of the survey page take effect. The page shows the state itself, so nothing is sent. A slip held by
 * another device, a survey that a chat answers and one that is closed are left alone. Links that we sent go on with
 * what their chat was asked, on whatever device; to the phone's no slip matters.
 */
export function handlePageUpdate(update: Inbound, scene: Scene): void {
  const thread = scene.batch.threadByLink(tokenHash(update.address));
  if (!thread || !isInvited(thread)) return;
  const visitor = visitorOf(scene.vault, thread.dossier, update.address);
  if (!isAnswerable(thread, scene.now)) {
    if (visitor?.kind === 'phone') denyByPhone(thread, update, scene);
    return;
  }
  switch (visitor?.kind) {
    case 'phone':
      return enterByMessage(thread, entranceOf(thread, 'phone', update), update, scene);
    case 'holder':
      return enterByHolder(thread, visitor.chatId, update, scene);
    case 'slip':
      return enterBySlip(thread, update, scene);
    case undefined:
      return;
    default:
      return assertNever(visitor);
  }
}

/** What the slip finished is not answered by the phone, but can be denied until it is sealed. */
function denyByPhone(thread: InvitedThread, update: Inbound, scene: Scene): void {
  const input = inputOf(update, thread, scene);
  if (input && isDenial(input) && awaitsPhone(thread.invitation, scene.today)) {
    denySlip(thread, entranceOf(thread, 'phone', update), scene);
  }
}

function enterByMessage(thread: InvitedThread, entrance: Entrance, update: Inbound, scene: Scene): void {
  if (update.event.kind === 'opened') return countArrival(thread, entrance, scene);
  const input = inputOf(update, thread, scene);
  if (input) takeStep(speaking(thread, update.locale, scene), input, receiptOf(update, scene), entrance, scene);
}

/** The page stands in for the chat, until somebody with a better claim has come. */
function enterByHolder(thread: InvitedThread, chatId: ChatId, update: Inbound, scene: Scene): void {
  const { channel, proof, chatId: own } = thread.invitation;
  if (own !== chatId || channel === null || proof === null) return;
  enterByMessage(thread, { ...entranceOf(thread, proof, update), channel, chatId }, update, scene);
}

function enterBySlip(thread: InvitedThread, update: Inbound, scene: Scene): void {
  if (update.device === null) return;
  const owner: SlipOwner = `web:${deviceIndex(scene.vault, update.device)}`;
  const { slipOwner } = thread.dossier;
  const entrance = entranceOf(thread, 'slip', update);
  if ((slipOwner !== null && slipOwner !== owner) || isHeldFrom(thread, entrance)) return;
  if (update.event.kind === 'opened') return countOpening(thread, entrance, scene);
  const input = inputOf(update, thread, scene);
  if (input === null) return;
  const held = slipOwner === null ? scene.batch.claimSlip(thread, owner, scene.heardAt) : thread;
  takeStep(speaking(held, update.locale, scene), input, receiptOf(update, scene), entrance, scene);
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

/** Whoever opens a link that we sent has had our message, receipt or not. */
function countArrival(thread: InvitedThread, { proof }: Entrance, scene: Scene): void {
  const { deliveredAt, invitedAt, proof: asked } = thread.invitation;
  const isUnconfirmed = deliveredAt === null && invitedAt !== null && asked === proof;
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
 * The page says thanks by itself, so a finished survey is sealed in the same transaction, unless the phone on file is
 * to be told before. A stop by the phone's link is for good, for no other way to say so leads from a number to us.
 */
function takeStep(
  thread: InvitedThread,
  input: Input,
  receipt: ReceiptCode | null,
  entrance: Entrance,
  scene: Scene,
): void {
  const advanced = playThread(thread, input, entrance, scene);
  if (advanced.outcome === 'finished' && isInvited(advanced.thread)) {
    seal(withReceipt(advanced.thread, receipt, scene), scene);
  }
  const { phoneIndex } = thread.dossier;
  if (advanced.outcome === 'stopped' && entrance.proof === 'phone' && phoneIndex) scene.batch.suppress(phoneIndex);
}

function seal(thread: InvitedThread, scene: Scene): void {
  if (awaitsPhone(thread.invitation, scene.today)) return;
  drawBackCheck(thread, scene);
  scene.batch.seal(thread, 'finished', scene.today);
}

/** The code that the page can tell by itself, for the draft will be gone. */
function receiptOf({ address, device, updateId }: Inbound, { vault }: Scene): ReceiptCode | null {
  return device === null ? null : pageReceiptCode(vault, { token: address, device, updateId });
}

function withReceipt(thread: InvitedThread, receipt: ReceiptCode | null, scene: Scene): InvitedThread {
  return thread.draft ? scene.batch.putDraft(thread, { ...thread.draft, receipt }) : thread;
}
