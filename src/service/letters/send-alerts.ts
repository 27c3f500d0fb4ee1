import type { Alert } from '../../domain/alerts.ts';
import { alertLetter } from '../../domain/text/letters.ts';
import { addDays } from '../../lib/calendar.ts';
import type { Subscriber } from '../ports.ts';
import { showAlerts } from '../show-alerts.ts';
import { claimFrom, eyesOfSubscriber, letterDay, sendToEach, type LetterParts } from './letter-parts.ts';

/** A cause carries its month or week, and is told once; after that its record may go. */
const KEPT_DAYS = 120;

/** New alerts, in one letter a person and turn; each cause once. Returns how many letters it sent. */
export async function sendAlerts(parts: LetterParts): Promise<number> {
  const { subscriptions, mailer } = parts;
  const day = letterDay(parts);
  if (mailer === null || day === null) return 0;
  await subscriptions.forgetAlerts(addDays(day, -KEPT_DAYS));
  return sendToEach(await subscriptions.forAlerts(), (person) => sendTo(parts, person, day));
}

async function sendTo(parts: LetterParts, person: Subscriber, day: string): Promise<boolean> {
  const { subscriptions, references, mailer, phrases, publicUrl } = parts;
  const { personId, name, email, scope, locale } = person;
  // All that is asked before the claim may fail: the next turn asks again.
  const [alerts, units] = await Promise.all([
    showAlerts(parts, { unit: null, today: day }, eyesOfSubscriber(person)),
    references.units(),
  ]);
  const byCause = new Map(alerts.map((alert) => [causeOf(alert, day), alert]));
  const causes = await subscriptions.claimAlerts(personId, [...byCause.keys()], day, claimFrom(parts));
  const fresh = causes.flatMap((cause) => byCause.get(cause) ?? []);
  if (fresh.length === 0 || mailer === null) return false;
  const unit = phrases.unit(scope, units, locale);
  const told = fresh.map((alert) => phrases.alert(alert, locale));
  const isSent = await mailer.send({ to: email, ...alertLetter({ name, unit, alerts: told, url: publicUrl }, locale) });
  await subscriptions.settleAlerts(personId, causes, isSent);
  return isSent;
}

/** Months have one alert of a kind, channels one a week, requests one for each day on which one is due. */
function causeOf(alert: Alert, day: string): string {
  if ('day' in alert) return `${alert.kind}:${alert.day}`;
  if (alert.kind !== 'channel-trouble') return `${alert.kind}:${alert.month}`;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return `${alert.kind}:${alert.channel}:${addDays(day, -weekday)}`;
}
