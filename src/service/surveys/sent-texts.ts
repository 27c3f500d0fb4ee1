import { BACK_CHECK_QUESTIONS, SAID } from '../../domain/back-check.ts';
import { newDraft, type Draft } from '../../domain/conversation/draft.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Survey } from '../../domain/survey.ts';
import { chatText } from '../../domain/text/chat-text.ts';
import type { Facts } from '../../domain/text/facts.ts';
import { render } from '../../domain/text/render.ts';
import type { SentText } from '../../domain/text/sent-text.ts';
import { backCheckOpening, backCheckWords } from '../back-check/word-back-check.ts';
import { RECEIPTS_PATH } from '../receipt.ts';
import { SAMPLE } from './sample-facts.ts';

/** What a citizen sees. */
export interface SentMessage {
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface Sending {
  readonly survey: Survey;
  readonly locale: Locale;
  readonly publicUrl: string;
  readonly complaintPhone: string;
}

/** By the very code that words what is sent, about a dossier that is none. */
export function wordSent(which: SentText, sending: Sending): SentMessage {
  switch (which) {
    case 'back-check-own':
    case 'back-check-prompted':
    case 'back-check-thanks':
      return wordBackCheck(which, sending.locale);
    case 'invite-refused':
      return wordReply({ kind: 'invite' }, sending, { outcome: 'refused' });
    case 'invite-bereaved':
      return wordReply({ kind: 'invite' }, sending, { bereavement: true });
    case 'apology':
      return wordReply({ kind: 'apology' }, sending, LATE);
    default:
      return wordReply(replyOf(which, sending.survey), sending, {});
  }
}

const LATE: Partial<Facts> = { late: true, dueOn: '2026-11-20', lateReason: 'chờ xác minh' };

type Plain = Exclude<
  SentText,
  'back-check-own' | 'back-check-prompted' | 'back-check-thanks' | 'invite-refused' | 'invite-bereaved' | 'apology'
>;

function replyOf(which: Plain, { questions }: Survey): Reply {
  switch (which) {
    case 'question':
    case 'not-understood': {
      const first = questions[0];
      if (first === undefined) return { kind: 'ask-comment' };
      return { kind: which === 'question' ? 'ask' : 'not-understood', question: first.key };
    }
    case 'comment':
      return { kind: 'ask-comment' };
    case 'reminder':
      return { kind: 'reminder', remaining: questions.length };
    case 'slip-answered':
      return { kind: 'slip-answered', until: '2026-11-26' };
    default:
      return { kind: which };
  }
}

/** As it stands in a chat that passes through nobody's account. */
function wordReply(reply: Reply, { survey, locale, publicUrl, complaintPhone }: Sending, facts: Partial<Facts>) {
  const { text, buttons } = render({
    reply,
    facts: { ...SAMPLE, complaintPhone, ...facts },
    locale,
    draft: reply.kind === 'farewell' ? finishedDraft(survey.id, locale) : null,
    survey,
    filedVia: 'counter',
    receiptsUrl: `${publicUrl}${RECEIPTS_PATH}`,
    channel: 'telegram',
    pageUrl: null,
  });
  return { text, buttons: buttons.flat().map(({ label }) => label) };
}

function finishedDraft(surveyId: string, locale: Locale): Draft {
  return { ...newDraft(surveyId, locale, ''), receipt: '7K2M9QXTR4HAZP3WC8' };
}

function wordBackCheck(which: Extract<SentText, `back-check-${string}`>, locale: Locale): SentMessage {
  const { backCheck, buttons } = chatText(locale);
  if (which === 'back-check-thanks') return { text: backCheck.thanks, buttons: [] };
  const isFirst = which === 'back-check-own';
  const question = isFirst ? BACK_CHECK_QUESTIONS[0] : BACK_CHECK_QUESTIONS[1];
  const opening = isFirst ? backCheckOpening(SAMPLE.unitName, SAMPLE.shortCode, locale) : [];
  const said = SAID[question].map((one) => backCheck.said[one]);
  return { text: backCheckWords(question, opening, locale), buttons: [...said, buttons.stop] };
}
