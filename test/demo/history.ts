import type { ContactPolicy } from '../../src/domain/contact-policy.ts';
import type { Parts } from '../../src/app/parts.ts';
import type { DossierId } from '../../src/domain/ids.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import { localDay } from '../../src/lib/calendar.ts';
import type { DossierWrites, RegisteredSet } from '../../src/service/ports.ts';
import { closeLedger } from '../../src/service/close-ledger.ts';
import { EVERYBODY } from '../../src/service/draw/drawn-test.ts';
import { publishCells } from '../../src/service/publish-cells.ts';
import { publishComments } from '../../src/service/publish-comments.ts';
import { publishRates } from '../../src/service/publish-rates.ts';
import type { CheckedRow } from '../../src/service/registration/checked-row.ts';
import { RegistrationBatch } from '../../src/service/registration/registration-batch.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import type { Stores } from '../../src/store/open-stores.ts';
import { NO_WRITES } from '../support/no-writes.ts';
import { checkedRows } from './history/checked-rows.ts';
import { planHistory, type PlannedDossier } from './history/plan-history.ts';
import { settle, type Settled } from './history/settle.ts';

/** What the history is written with: the service's own stores and use cases. */
export type HistoryParts = Pick<
  Parts,
  | 'dossiers'
  | 'references'
  | 'conversations'
  | 'ballots'
  | 'comments'
  | 'figures'
  | 'ledger'
  | 'vault'
  | 'clock'
  | 'log'
  | 'zone'
  | 'mixBatch'
  | 'mixMaxHours'
> &
  Pick<Stores, 'settings'> & { readonly policy: ContactPolicy };

const MARK = 'demo-history';
const WRITTEN = 'written';
const USUAL_DELAY_MINUTES = 120;

/**
 * Six months of made-up dossiers, invitations and answers, written once; a start that was interrupted goes on with
 * the month it stopped in. Returns how many dossiers this call planned.
 */
export async function writeHistory(parts: HistoryParts): Promise<number> {
  const mark = await parts.settings.get(MARK);
  if (mark === WRITTEN) return 0;
  const today = mark ?? localDay(parts.clock.now(), parts.zone);
  await parts.settings.set(MARK, today);
  // Else the ledger might close a day between a month's dossiers and its answers.
  await closeLedger(parts);
  const months = planHistory(today, parts.zone);
  for (const [month, planned] of months) await writeMonth(parts, month, today, planned);
  await releaseMix(parts);
  await publishCells(parts);
  await publishComments(parts);
  await publishRates(parts);
  await parts.settings.set(MARK, WRITTEN);
  return [...months.values()].reduce((sum, planned) => sum + planned.length, 0);
}

async function writeMonth(
  parts: HistoryParts,
  month: string,
  today: string,
  planned: readonly PlannedDossier[],
): Promise<void> {
  const rows = await checkedRows(parts, planned);
  const survey = await parts.references.activeSurvey();
  let settled: readonly Settled[] = [];
  const codes = planned.map(({ code }) => code);
  const phones = [...new Set(rows.flatMap((row) => row.phoneIndex ?? []))];
  await parts.dossiers.register({ codes, phones }, (found) => {
    const decided = decide(parts, survey.id, found, rows, planned, today);
    settled = decided.settled;
    return decided.writes;
  });
  await answer(parts, month, survey.id, settled);
}

/** Registered by the rules of the service; what follows registration is settled at once. */
function decide(
  parts: HistoryParts,
  surveyId: string,
  found: RegisteredSet,
  rows: readonly CheckedRow[],
  planned: readonly PlannedDossier[],
  today: string,
): { readonly writes: DossierWrites; readonly settled: readonly Settled[] } {
  const policy = { ...parts.policy, delayMinutes: USUAL_DELAY_MINUTES };
  const { vault, zone, clock } = parts;
  const batch = new RegistrationBatch(
    { isDrawn: EVERYBODY, vault, zone, policy, surveyId, now: clock.now(), actor: 'demo' },
    found,
  );
  const decisions = rows.map((row) => batch.add(row));
  const writes = batch.writes();
  const invitations = new Map<DossierId, Invitation>(writes.invitations.map((one) => [one.dossierId, one]));
  const settled = decisions.flatMap((decision, i): readonly Settled[] => {
    const [row, plan] = [rows[i], planned[i]];
    const armed = decision.kind === 'accepted' ? invitations.get(decision.dossier.id) : undefined;
    if (decision.kind !== 'accepted' || !armed || !row || !plan) return [];
    const { tone, name: procedureName } = row.procedure;
    const completed = { dossier: decision.dossier, unit: row.unit, tone, procedureName };
    return [settle(armed, plan, completed, { vault, zone, today })];
  });
  return { writes: { ...writes, invitations: settled.map(({ invitation }) => invitation) }, settled };
}

/** Into the mix like any others; the name of the update makes sure that it happens once. */
async function answer(
  parts: HistoryParts,
  month: string,
  surveyId: string,
  settled: readonly Settled[],
): Promise<void> {
  const nobody = { addressIndex: null, tokenHash: null, phoneIndex: null } as const;
  const nothing = { shortCode: null, trackingIndex: null, platformId: null } as const;
  const update = { channel: 'web', account: 'demo', updateId: `${MARK}-${month}`, ...nobody, ...nothing } as const;
  await parts.conversations.process([update], () => ({
    ...NO_WRITES,
    ballots: settled.flatMap(({ ballot }) => ballot ?? []),
    suppress: settled.flatMap(({ invitation }) =>
      invitation.closeReason === 'opted-out' ? (invitation.phoneIndex ?? []) : [],
    ),
    freezeSurveys: [surveyId],
  }));
}
