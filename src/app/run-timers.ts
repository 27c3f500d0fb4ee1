import { retentionMs } from '../domain/retention.ts';
import { advanceImports } from '../service/advance-imports.ts';
import { askBackChecks } from '../service/back-check/ask-back-checks.ts';
import { releaseBackChecks } from '../service/back-check/release-back-checks.ts';
import { announceDossiers } from '../service/announce-dossiers.ts';
import { closeInvitations } from '../service/close-invitations.ts';
import { prepareDraws } from '../service/draw/prepare-draws.ts';
import { deliverWebhooks } from '../service/deliver-webhooks.ts';
import { enforceRetention } from '../service/enforce-retention.ts';
import { findInterference } from '../service/find-interference.ts';
import { sendAlerts } from '../service/letters/send-alerts.ts';
import { sendDigests } from '../service/letters/send-digests.ts';
import { sendLedgerRoot } from '../service/letters/send-ledger-root.ts';
import { matchReceipts } from '../service/match-receipts.ts';
import { publishCells } from '../service/publish-cells.ts';
import { publishComments } from '../service/publish-comments.ts';
import { publishRates } from '../service/publish-rates.ts';
import { releaseMix } from '../service/release-mix.ts';
import { sealFinished } from '../service/seal-finished.ts';
import { sendInvitations } from '../service/send-invitations.ts';
import { sendReminders } from '../service/send-reminders.ts';
import { sweepMessages } from '../service/sweep-messages.ts';
import { tellPhones } from '../service/tell-phones.ts';
import { restingAfter } from '../lib/resting-after.ts';
import type { Timer } from '../queue/timers.ts';
import { DropFolder } from './drop-folder.ts';
import type { Parts } from './parts.ts';
import { withBackCheck, withPolicy } from './policy-source.ts';
import { readDropFolder } from './read-drop-folder.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const FORGOTTEN_AT_ONCE = 1_000;
const SUMMED_AT_ONCE = 50_000;

/** Told how much a sweep has found that a crash or a lost connection left behind. */
type Swept = (sweep: string, count: number) => void;

/** What the clock, and nobody else, sets off; each turn repeats while there is work. */
export function timersOf(parts: Parts, swept: Swept): readonly Timer[] {
  const { conversations, messages, clock } = parts;
  const tooOld = () => new Date(clock.now().getTime() - retentionMs('message'));
  // A month is published as a whole: the longer that takes, the more rarely it is done.
  const publish = restingAfter(() => publishCells(parts));
  return [
    timer('invitation.send', SECOND_MS / 2, async () => sendInvitations(await withPolicy(parts))),
    timer('invitation.remind', SECOND_MS, async () => sendReminders(await withPolicy(parts))),
    timer('invitation.tell', 5 * SECOND_MS, async () => tellPhones(await withPolicy(parts))),
    timer('invitation.close', MINUTE_MS, async () => closeInvitations(await withBackCheck(parts))),
    timer('back-check.ask', 10 * SECOND_MS, async () => askBackChecks(await withPolicy(parts))),
    timer('receipt.match', 5 * SECOND_MS, () => matchReceipts(parts)),
    timer('response.seal', 15 * SECOND_MS, async () => {
      const found = await sealFinished(await withBackCheck(parts), null);
      swept('response.seal', found);
      return found;
    }),
    timer('message.sweep', 15 * SECOND_MS, async () => {
      swept('message.sweep', await sweepMessages(parts));
      return 0;
    }),
    timer('mix.release', 10 * SECOND_MS, async () => {
      await releaseMix(parts);
      await releaseBackChecks(parts);
      await publish();
      return 0;
    }),
    // One batch a turn: when a day's work comes in a minute, answers go first, and figures read what waits all the same.
    timer('rate.sum', 10 * SECOND_MS, async () => {
      await parts.figures.sumRates(SUMMED_AT_ONCE);
      return 0;
    }),
    timer('rate.publish', 6 * HOUR_MS, async () => {
      await publishRates(parts);
      return 0;
    }),
    // Batches are told by the month only.
    timer('comment.publish', HOUR_MS, async () => {
      await publishComments(parts);
      return 0;
    }),
    timer('draw.prepare', HOUR_MS, async () => prepareDraws(parts)),
    timer('update.forget', HOUR_MS, () => conversations.forgetUpdates(tooOld())),
    timer('message.forget', HOUR_MS, () => messages.forget({ dueBefore: tooOld(), limit: FORGOTTEN_AT_ONCE })),
    timer('retention.enforce', 24 * HOUR_MS, () => enforceRetention(parts)),
    timer('interference.find', 24 * HOUR_MS, async () => {
      await findInterference(parts);
      return 0;
    }),
    timer('import.advance', SECOND_MS, async () => advanceImports(await withPolicy(parts))),
    timer('import.forget', HOUR_MS, async () => {
      await parts.imports.forget(retentionMs('file'));
      return 0;
    }),
    timer('digest.send', 5 * MINUTE_MS, async () => {
      await sendDigests(parts);
      return 0;
    }),
    timer('alert.send', 30 * MINUTE_MS, async () => {
      await sendAlerts(parts);
      return 0;
    }),
    timer('ledger.send', 5 * MINUTE_MS, async () => {
      await sendLedgerRoot(parts);
      return 0;
    }),
    timer('webhook.announce', 2 * SECOND_MS, () => announceDossiers(parts)),
    timer('webhook.deliver', 2 * SECOND_MS, () => deliverWebhooks(parts)),
    ...ratingTimer(parts),
    ...dropFolderTimer(parts),
    ...keyTimer(parts),
    timer('queue.tidy', 24 * HOUR_MS, async () => {
      await parts.queues.tidy();
      return 0;
    }),
  ];
}

/** Repeats are dropped like any update that comes twice, so one turn is enough. */
function ratingTimer({ recoverRatings }: Parts): readonly Timer[] {
  if (!recoverRatings) return [];
  return [
    timer('rating.recover', HOUR_MS, async () => {
      await recoverRatings();
      return 0;
    }),
  ];
}

/** A file that did not change between two turns is complete. */
const SETTLED_MS = 10 * SECOND_MS;

function dropFolderTimer(parts: Parts): readonly Timer[] {
  if (!parts.dropFolder) return [];
  const { path, unit } = parts.dropFolder;
  const folder = new DropFolder(path, SETTLED_MS, () => parts.clock.now());
  return [timer('folder.read', 5 * SECOND_MS, async () => readDropFolder(await withPolicy(parts), folder, unit))];
}

function keyTimer({ turnKeys }: Parts): readonly Timer[] {
  if (!turnKeys) return [];
  const turn = async () => {
    await turnKeys();
    return 0;
  };
  return [timer('key.turn', HOUR_MS, turn)];
}

function timer(name: Timer['name'], everyMs: number, turn: () => Promise<number>): Timer {
  return { name, everyMs, run: () => untilIdle(turn) };
}

/** A batch may leave more behind; a bound keeps one turn from running for ever. */
async function untilIdle(turn: () => Promise<number>): Promise<void> {
  for (let rounds = 0; rounds < 100; rounds += 1) if ((await turn()) === 0) return;
}
