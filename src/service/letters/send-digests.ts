import { digestLetter, type DigestFacts } from '../../domain/text/letters.ts';
import { addDays, firstOfMonth, monthOf } from '../../lib/calendar.ts';
import type { Subscriber } from '../ports.ts';
import { showAlerts } from '../show-alerts.ts';
import { showIndices } from '../show-indices.ts';
import { showRates } from '../show-rates.ts';
import { claimFrom, eyesOfSubscriber, letterDay, sendToEach, type LetterParts } from './letter-parts.ts';

const BATCH = 50;
const SCORE_MONTHS = 3;
const MONDAY = 1;

/**
 * The week in three sentences, on Mondays from eight, once to each who asked for it, however many processes run.
 * Counts whole months as the screens do: weeks would cut figures finer than a ward may see. Returns how many it sent.
 */
export async function sendDigests(parts: LetterParts): Promise<number> {
  const { mailer } = parts;
  const day = letterDay(parts);
  if (mailer === null || day === null || new Date(`${day}T00:00:00Z`).getUTCDay() !== MONDAY) return 0;
  return sendToEach(withoutDigest(parts, day), (person) => sendTo(parts, person, day));
}

/** Everybody once, page by page: a letter that was not taken is tried again in the next turn. */
async function* withoutDigest({ subscriptions, clock }: LetterParts, day: string): AsyncGenerator<Subscriber> {
  let last: string | null = null;
  do {
    const page: readonly Subscriber[] = await subscriptions.withoutDigest(day, clock.now(), last, BATCH);
    yield* page;
    last = page.length < BATCH ? null : (page.at(-1)?.personId ?? null);
  } while (last !== null);
}

async function sendTo(parts: LetterParts, person: Subscriber, day: string): Promise<boolean> {
  const { subscriptions, mailer } = parts;
  // Before the claim: whatever fails here is asked again in the next turn.
  const letter = digestLetter(await factsFor(parts, person, day), person.locale);
  if (mailer === null || !(await subscriptions.claimDigest(person.personId, day, claimFrom(parts)))) return false;
  const isSent = await mailer.send({ to: person.email, ...letter });
  await subscriptions.settleDigest(person.personId, isSent);
  return isSent;
}

async function factsFor(parts: LetterParts, person: Subscriber, day: string): Promise<DigestFacts> {
  const { phrases, references, publicUrl } = parts;
  const { name, scope, locale } = person;
  const eyes = eyesOfSubscriber(person);
  // On the first day of a month there is nothing of it yet.
  const month = monthOf(addDays(day, -1));
  const [from, to] = [firstOfMonth(month, 1 - SCORE_MONTHS), addDays(firstOfMonth(month, 1), -1)];
  const asked = { to, unit: null, procedure: null };
  const [rows, report, alerts, units] = await Promise.all([
    showRates(parts, { ...asked, from: month, channel: null }, null, eyes),
    showIndices(parts, { ...asked, from, filedVia: null }, eyes),
    showAlerts(parts, { unit: null, today: day }, eyes),
    references.units(),
  ]);
  const [first] = alerts;
  return {
    name,
    unit: phrases.unit(scope, units, locale),
    day,
    month,
    rates: rows[0] ?? null,
    scores: { from, to: month, satisfaction: report.overall },
    alert: first ? phrases.alert(first, locale) : null,
    url: publicUrl,
  };
}
