import { ledgerLetter } from '../../domain/text/letters.ts';
import type { LedgerStore, Mailer, SettingStore } from '../ports.ts';

export interface LedgerLetterParts {
  readonly ledger: Pick<LedgerStore, 'days'>;
  readonly settings: SettingStore;
  readonly mailer: Mailer | null;
  /** Addresses outside, where nobody of the service can change what they hold. */
  readonly ledgerMailTo: readonly string[];
  readonly publicUrl: string;
}

const SETTING = 'ledger.mailed';
/** What one letter tells after a long silence. */
const MOST_DAYS = 31;

/** Roots of the days closed since the last letter, to whoever keeps them; once in the fleet. Returns letters sent. */
export async function sendLedgerRoot(parts: LedgerLetterParts): Promise<number> {
  const { ledger, settings, mailer, ledgerMailTo, publicUrl } = parts;
  if (mailer === null || ledgerMailTo.length === 0) return 0;
  const before = await settings.get(SETTING);
  const fresh = (await ledger.days(MOST_DAYS)).filter(({ day }) => before === null || day > before).toReversed();
  const last = fresh.at(-1);
  if (!last || !(await settings.compareAndSet(SETTING, before, last.day))) return 0;
  const letter = ledgerLetter(fresh, publicUrl);
  const sent = await Promise.all(ledgerMailTo.map((to) => mailer.send({ to, ...letter })));
  const count = sent.filter(Boolean).length;
  // Nobody has it: the next turn tries again. Who has it already is not written to twice.
  if (count === 0) await settings.compareAndSet(SETTING, last.day, before ?? '');
  return count;
}
