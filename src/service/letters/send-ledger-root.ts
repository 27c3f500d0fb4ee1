import type { LedgerDay } from '../../domain/ledger.ts';
import { ledgerLetter } from '../../domain/text/letters.ts';
import type { Clock, LedgerStore, Mailer, SettingStore } from '../ports.ts';
import { claimFrom } from './letter-parts.ts';

export interface LedgerLetterParts {
  readonly ledger: Pick<LedgerStore, 'days'>;
  readonly settings: SettingStore;
  readonly clock: Clock;
  readonly mailer: Mailer | null;
  /** Addresses outside, where nobody of the service can change what they hold. */
  readonly ledgerMailTo: readonly string[];
  readonly publicUrl: string;
}

const SETTING = 'ledger.mailed';
const TURN = 'ledger.mailing';
const FREE = '';
/** What one letter tells after a long silence. */
const MOST_DAYS = 31;

/** Roots of the days closed since the last letter, to whoever keeps them; once in the fleet. Returns letters sent. */
export async function sendLedgerRoot(parts: LedgerLetterParts): Promise<number> {
  if (parts.mailer === null || parts.ledgerMailTo.length === 0 || (await freshDays(parts)).length === 0) return 0;
  const turn = await takeTurn(parts);
  if (turn === null) return 0;
  const count = await mail(parts, parts.mailer);
  await parts.settings.compareAndSet(TURN, turn, FREE);
  return count;
}

/** Nobody has it: the next turn tries again. Who has it already is written to twice by a crash alone. */
async function mail(parts: LedgerLetterParts, mailer: Mailer): Promise<number> {
  const { settings, ledgerMailTo, publicUrl } = parts;
  const before = await settings.get(SETTING);
  const fresh = await freshDays(parts);
  const last = fresh.at(-1);
  if (!last) return 0;
  const letter = ledgerLetter(fresh, publicUrl);
  const sent = await Promise.all(ledgerMailTo.map((to) => mailer.send({ to, ...letter })));
  const count = sent.filter(Boolean).length;
  if (count > 0) await settings.compareAndSet(SETTING, before, last.day);
  return count;
}

async function freshDays({ ledger, settings }: LedgerLetterParts): Promise<readonly LedgerDay[]> {
  const before = await settings.get(SETTING);
  return (await ledger.days(MOST_DAYS)).filter(({ day }) => before === null || day > before).toReversed();
}

/** Until when somebody sends: whoever dies at it leaves the turn to others. Null while it is another's. */
async function takeTurn(parts: LedgerLetterParts): Promise<string | null> {
  const { now, until } = claimFrom(parts);
  const held = await parts.settings.get(TURN);
  if (held !== null && held > now.toISOString()) return null;
  const mine = until.toISOString();
  return (await parts.settings.compareAndSet(TURN, held, mine)) ? mine : null;
}
