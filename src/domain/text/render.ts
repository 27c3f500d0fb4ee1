import { assertNever } from '../../lib/assert-never.ts';
import { formatReceiptCode } from '../receipt-code.ts';
import { chatText } from './chat-text.ts';
import { formatDay } from './format.ts';
import { button, inviteKeyboard } from './keyboard.ts';
import type { Button, Rendered } from './rendered.ts';
import { renderOutside, say, wordHelp } from './render-outside.ts';
import { renderQuestion } from './render-question.ts';
import type { Saying } from './saying.ts';
import { formatted, wordApology, wordInvite, wordReminder, wordWayOut } from './word-opening.ts';

export { renderOutside } from './render-outside.ts';

/**
 * Puts a reply about a dossier into words and buttons.
 * @throws CodedError `survey-missing`, `question-unknown` when a question is asked that does not exist.
 */
export function render(saying: Saying): Rendered {
  const { reply, facts, locale } = saying;
  const text = chatText(locale);
  switch (reply.kind) {
    case 'ask':
    case 'ask-gate':
    case 'not-understood':
    case 'confirm-score':
    case 'ask-comment':
      return renderQuestion(reply, saying);
    case 'invite':
      return say([wordInvite(saying)], inviteKeyboard(locale));
    case 'apology':
      return say([wordApology(facts, locale)]);
    case 'reminder':
      return say([wordReminder(facts, reply.remaining, locale)], reminderKeyboard(saying));
    case 'farewell':
      return say([wordFarewell(saying)]);
    case 'in-progress':
    case 'not-yet':
      return renderWaiting(reply.kind, saying);
    case 'confirm-stop':
    case 'confirm-discard':
    case 'later':
    case 'help':
    case 'human':
      return renderAside(reply.kind, saying);
    case 'slip-answered':
      return wordSlipAnswered(reply.until, saying);
    case 'slip-discarded':
      return say([text.slip.discarded]);
    case 'declined':
      return say([text.survey.declined]);
    case 'discarded':
      return say([text.survey.discarded]);
    case 'wrong-dossier':
      return say([text.survey.wrongDossier]);
    default:
      return renderOutside(reply, saying);
  }
}

/** The same for every score: thanks, the receipt and where complaints go. */
function wordFarewell({ facts, draft, locale, receiptsUrl }: Saying): string {
  const { survey } = chatText(locale);
  const receipt = draft?.receipt ?? null;
  const told =
    receipt === null || receiptsUrl === null ? [] : [survey.receipt(formatReceiptCode(receipt), receiptsUrl)];
  return [survey.thanks(facts.unitName), ...told, survey.complaints(facts.complaintPhone)].join('\n\n');
}

/** To the phone on file; nothing of what was answered. */
function wordSlipAnswered(until: string, { facts, locale }: Saying): Rendered {
  const { slip, invite, buttons } = chatText(locale);
  const { unitName, dossierTail, shortCode } = facts;
  return say(
    [
      slip.answered(unitName, dossierTail),
      slip.ifYours,
      slip.ifNot(formatDay(until, locale)),
      slip.silent,
      invite.shortCode(shortCode),
    ],
    [[button(buttons.notMe, { kind: 'not-me' })]],
  );
}

/** Before there is anything to ask. */
function renderWaiting(kind: 'in-progress' | 'not-yet', { facts, locale }: Saying): Rendered {
  const { guide, invite } = chatText(locale);
  const { unitName, dossierTail, dueOn, shortCode } = facts;
  const news =
    kind === 'not-yet' ? guide.notYet(dossierTail) : guide.inProgress(unitName, dossierTail, formatDay(dueOn, locale));
  return say([news, invite.shortCode(shortCode)]);
}

/** What interrupts a survey and offers the way back. */
function renderAside(kind: 'confirm-stop' | 'confirm-discard' | 'later' | 'help' | 'human', saying: Saying): Rendered {
  const { facts, locale, channel } = saying;
  const { buttons, guide, stop, survey } = chatText(locale);
  const closesOn = formatted(facts.closesOn, locale);
  switch (kind) {
    case 'confirm-stop':
      return say(
        [stop.confirm, stop.discards],
        [
          [button(buttons.stopYes, { kind: 'confirm-stop', yes: true })],
          [button(buttons.stopNo, { kind: 'confirm-stop', yes: false })],
        ],
      );
    case 'confirm-discard':
      return say(
        [survey.confirmDiscard],
        [
          [button(buttons.discardYes, { kind: 'discard', yes: true })],
          [button(buttons.discardNo, { kind: 'discard', yes: false })],
        ],
      );
    case 'later':
      return say([survey.later, ...(closesOn === null ? [] : [survey.laterUntil(closesOn)])], resumeKeyboard(saying));
    case 'help':
      return say([wordHelp(channel, locale) + wordWayOut(saying)], resumeKeyboard(saying));
    case 'human':
      return say([guide.human, guide.humanPhone(facts.complaintPhone)], resumeKeyboard(saying));
    default:
      return assertNever(kind);
  }
}

function reminderKeyboard(saying: Saying): Rendered['buttons'] {
  return [[resumeButton(saying)], [button(chatText(saying.locale).buttons.stop, { kind: 'stop' })]];
}

function resumeKeyboard(saying: Saying): Rendered['buttons'] {
  return saying.draft === null || saying.draft.phase.kind === 'done' ? [] : [[resumeButton(saying)]];
}

function resumeButton({ draft, locale }: Saying): Button {
  const { buttons } = chatText(locale);
  const isFresh = draft === null || draft.phase.kind === 'offered';
  return button(isFresh ? buttons.begin : buttons.resume, { kind: 'begin' });
}
