import type { Input } from '../../domain/conversation/step.ts';
import type { SlipOwner } from '../../domain/dossier.ts';
import type { Inbound } from '../../domain/inbound.ts';
import { deviceIndex } from '../fingerprint.ts';
import { tokenHash } from '../survey-token.ts';
import { isHeldFrom, playThread, reach, type Entrance } from './advance-thread.ts';
import type { Scene } from './scene.ts';
import { isAnswerable, isInvited, type InvitedThread } from './thread.ts';

/**
 * Lets one request of the survey page take effect. The page shows the state itself, so nothing is sent. A slip held by
 * another device, a survey that a chat answers and one that is closed are left alone.
 */
export function handlePageUpdate(update: Inbound, scene: Scene): void {
  const thread = scene.batch.threadByToken(tokenHash(update.address));
  if (!thread || !isInvited(thread) || update.device === null || !isAnswerable(thread, scene.now)) return;
  const owner: SlipOwner = `web:${deviceIndex(scene.vault, update.device)}`;
  const { slipOwner, language } = thread.dossier;
  const entrance: Entrance = { channel: 'web', proof: 'slip', chatId: null, locale: update.locale ?? language };
  if ((slipOwner !== null && slipOwner !== owner) || isHeldFrom(thread, entrance)) return;
  if (update.event.kind === 'opened') return countOpening(thread, entrance, scene);
  const input = inputOf(update, thread, scene);
  if (input === null) return;
  const held = slipOwner === null ? scene.batch.claimSlip(thread, owner) : thread;
  takeStep(speaking(held, update.locale, scene), input, entrance, scene);
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

/** The page says thanks by itself, so a finished survey is sealed in the same transaction. */
function takeStep(thread: InvitedThread, input: Input, entrance: Entrance, scene: Scene): void {
  const advanced = playThread(thread, input, entrance, scene);
  if (advanced.outcome === 'finished' && isInvited(advanced.thread)) {
    scene.batch.seal(advanced.thread, 'finished', scene.today);
  }
}
