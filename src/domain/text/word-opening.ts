import type { ChannelName } from '../invitation.ts';
import type { Locale } from '../locale.ts';
import type { Facts } from './facts.ts';
import { formatDay } from './format.ts';
import { chatText } from './chat-text.ts';
import type { Saying } from './saying.ts';

/** The first message: who asks, about what, how long, voluntary, who can see it, what is never asked. */
export function wordInvite(saying: Omit<Saying, 'reply'>): string {
  const { facts, locale, survey } = saying;
  const { invite } = chatText(locale);
  const questions = survey?.questions.length ?? 0;
  const isGentle = facts.bereavement || facts.outcome !== 'issued';
  const asks = [
    facts.bereavement ? invite.condolence(facts.unitName) : invite.greeting(facts.unitName),
    invite.news(facts.dossierTail, facts.outcome, formatted(facts.returnedOn, locale)),
    isGentle ? invite.askGently(questions) : invite.ask(questions),
  ];
  const paragraphs = [asks, consentWords(saying.channel, locale), [invite.shortCode(facts.shortCode)]].map(
    (sentences) => sentences.join(' '),
  );
  return paragraphs.join('\n\n') + wordWayOut(saying);
}

/** What a citizen agrees to, and what we promise; its version is `CONSENT_VERSION`. */
export function consentWords(channel: ChannelName, locale: Locale): readonly string[] {
  const { invite } = chatText(locale);
  return [invite.voluntary, invite.consent, wordPrivacy(channel, locale), invite.neverAsked];
}

/** Who can see the answers that are given on a channel. */
export function wordPrivacy(channel: ChannelName, locale: Locale): string {
  const { privacy } = chatText(locale);
  return channel === 'zalo' ? privacy.throughZalo : privacy.unseen;
}

/** A paragraph of its own, at the end: an address. Empty where nobody else comes by the answers. */
export function wordWayOut({ channel, pageUrl, locale }: Pick<Saying, 'channel' | 'pageUrl' | 'locale'>): string {
  return channel === 'zalo' && pageUrl !== null ? `\n\n${chatText(locale).privacy.onPage(pageUrl)}` : '';
}

/** The same for everyone; a letter is mentioned only when it was sent. */
export function wordApology(facts: Facts, locale: Locale): string {
  const { apology, invite } = chatText(locale);
  const returnedOn = formatted(facts.returnedOn, locale);
  const reason = shortened(facts.lateReason ?? '');
  const letterOn = formatted(facts.apologySentOn, locale);
  return [
    facts.bereavement ? invite.condolence(facts.unitName) : '',
    apology.opening(facts.unitName),
    apology.late(facts.dossierTail, formatDay(facts.dueOn, locale), facts.outcome, returnedOn),
    reason === '' ? '' : apology.reason(reason),
    letterOn === null ? '' : apology.letter(letterOn),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** One that never says whether anything was answered. */
export function wordReminder(facts: Facts, remaining: number, locale: Locale): string {
  const { reminder, invite } = chatText(locale);
  const closesOn = formatted(facts.closesOn, locale);
  return [
    reminder.about(facts.unitName, facts.dossierTail),
    reminder.remaining(remaining),
    ...(closesOn === null ? [] : [reminder.until(closesOn)]),
    reminder.voluntary,
    invite.shortCode(facts.shortCode),
  ].join(' ');
}

export function formatted(day: string | null, locale: Locale): string | null {
  return day === null ? null : formatDay(day, locale);
}

const REASON_LENGTH = 500;

/** Clerks write reasons with and without a full stop, and sometimes on several lines. */
function shortened(reason: string): string {
  return reason
    .replaceAll(/\s+/g, ' ')
    .slice(0, REASON_LENGTH)
    .replace(/[\s.;,\uD800-\uDBFF]+$/, '')
    .trim();
}
