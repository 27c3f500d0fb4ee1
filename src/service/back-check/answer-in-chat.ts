import type { Chat } from '../../domain/chat.ts';
import { isShared } from '../../domain/chat.ts';
import { stepBackCheck, type BackCheckInput } from '../../domain/conversation/back-check-step.ts';
import { chatText } from '../../domain/text/chat-text.ts';
import { sealBody } from '../conversation/compose-message.ts';
import { optOut } from '../conversation/opt-out.ts';
import { FRESH, replyEnvelope, sayReplies, type Via } from '../conversation/say-replies.ts';
import type { Scene } from '../conversation/scene.ts';
import { isPageOnly } from '../conversation/template-message.ts';
import type { BackCheck } from '../ports.ts';
import { decodeBackCheck, openOwn, sealAnswers, sealOwn } from './back-check-secrets.ts';
import { wordQuestion, wordThanks, type BackCheckWords } from './word-back-check.ts';

/** A button tells its back-check by itself; false when it is none of one that is open. */
export function tapBackCheck(payload: string, chat: Chat, via: Via, scene: Scene): boolean {
  for (const check of scene.batch.backChecks.openOf(chat, scene.now)) {
    const choice = decodeBackCheck(scene.vault, check.id, payload);
    if (choice?.kind === 'stop') {
      sayReplies([{ kind: 'stopped' }], optOut(chat, scene), null, via, scene);
      return true;
    }
    if (choice) {
      take(check, { ...choice, kind: 'choice' }, chat, via, scene);
      return true;
    }
  }
  return false;
}

/** What is typed where no survey is under way; false when it is no answer to a back-check. */
export function typeBackCheck(text: string, chat: Chat, scene: Scene): boolean {
  const check = openIn(chat, scene);
  if (check === null || stepBackCheck(openOwn(scene.vault, check), { kind: 'text', text }).isUnclear) return false;
  take(check, { kind: 'text', text }, chat, FRESH, scene);
  return true;
}

/** Asks once more what a text did not answer; where people write to staff too, it may not be meant for us. */
export function askBackCheckAgain(text: string, chat: Chat, scene: Scene): boolean {
  const check = openIn(chat, scene);
  if (check === null || isShared(chat.channel)) return false;
  take(check, { kind: 'text', text }, chat, FRESH, scene);
  return true;
}

function openIn(chat: Chat, scene: Scene): BackCheck | null {
  if (isPageOnly(chat.channel, scene) || chat.askedToStop) return null;
  return scene.batch.backChecks.openOf(chat, scene.now)[0] ?? null;
}

function take(check: BackCheck, input: BackCheckInput, chat: Chat, via: Via, scene: Scene): void {
  const { vault, batch } = scene;
  const { own, answers, ask, isUnclear } = stepBackCheck(openOwn(vault, check), input);
  if (answers !== null) batch.backChecks.answer(check, sealAnswers(vault, check, answers).sealed);
  else if (own !== null) batch.backChecks.put({ ...check, sealed: sealOwn(vault, check.id, own) });
  const opening = isUnclear ? [chatText(chat.language).backCheck.again] : [];
  say(ask === null ? wordThanks(chat) : wordQuestion(ask, check, opening, chat, vault), chat, via, scene);
}

function say(words: BackCheckWords, chat: Chat, via: Via, scene: Scene): void {
  const envelope = replyEnvelope(via, scene);
  const { editMessageId, callbackId } = envelope;
  scene.batch.say(sealBody({ ...words, editMessageId, callbackId }, chat, null, envelope, scene));
}
