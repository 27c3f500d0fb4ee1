import type { InvitationId } from '../../domain/ids.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Log } from '../../lib/log.ts';
import type { Clock, DeliveryWrites, MessageStore, Outbox } from '../ports.ts';
import type { Settled } from './settle-delivery.ts';

export interface RecordParts {
  readonly messages: MessageStore;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  /** Farewells that are out (or never will be): their surveys can be sealed. */
  readonly sealFinished: (ids: readonly InvitationId[]) => Promise<void>;
  /** Told of each attempt, for whoever watches. */
  readonly tally: (attempt: Pick<Settled, 'channel' | 'lane' | 'record'>) => void;
}

/** Writes down what became of messages that were claimed, and seals the surveys that have ended with them. */
export async function recordSettled(parts: RecordParts, settled: readonly Settled[]): Promise<void> {
  await parts.messages.record(writesOf(settled));
  for (const one of settled) parts.tally(one);
  const sealable = settled.flatMap(({ sealable: id }) => id ?? []);
  if (sealable.length === 0) return;
  await parts.sealFinished(sealable).catch((error: unknown) => {
    parts.log.warn({ surveys: sealable.length, error }, 'finished surveys are not sealed yet: their timer will');
  });
}

/** Tells the queue what follows from what is recorded. Never throws: what a queue that is away missed, the sweep finds. */
export async function followSettled(parts: RecordParts, settled: readonly Settled[]): Promise<void> {
  try {
    await pauseChannels(parts, settled);
    await enqueueRetries(parts, settled);
    await enqueueWaiting(parts, settled);
  } catch (error) {
    parts.log.warn({ messages: settled.length, error }, 'what waits behind messages is not queued; the sweep will');
  }
}

function writesOf(settled: readonly Settled[]): DeliveryWrites {
  return {
    records: settled.map(({ record }) => record),
    delivered: settled.flatMap(({ delivered }) => delivered ?? []),
    returned: settled.flatMap(({ returned }) => returned ?? []),
    blockedChats: settled.flatMap(({ blockedChat }) => blockedChat ?? []),
    optedOutChats: settled.flatMap(({ optedOutChat }) => optedOutChat ?? []),
  };
}

async function pauseChannels({ outbox }: RecordParts, settled: readonly Settled[]): Promise<void> {
  for (const [channel, ones] of groupBy(settled, (one) => one.channel)) {
    const forMs = Math.max(...ones.map(({ pauseMs }) => pauseMs ?? 0));
    if (forMs > 0) await outbox.pause(channel, forMs);
  }
}

/** Delays are rounded up, so that few jobs carry them all and no clock that lags finds them early. */
const DELAY_STEP_MS = 250;

async function enqueueRetries({ outbox, clock }: RecordParts, settled: readonly Settled[]): Promise<void> {
  const now = clock.now().getTime();
  const retries = settled.flatMap(({ retry }) => retry ?? []);
  const steps = groupBy(retries, ({ until }) => Math.max(1, Math.ceil((until.getTime() - now) / DELAY_STEP_MS)));
  for (const [count, ones] of steps) {
    await outbox.enqueue(
      ones.map(({ ref }) => ref),
      count * DELAY_STEP_MS,
    );
  }
}

/** Whoever met one of ours under way in its chat has gone away: what waited behind gets a job again. */
async function enqueueWaiting(parts: RecordParts, settled: readonly Settled[]): Promise<void> {
  for (const [lane, ones] of groupBy(settled, (one) => one.lane)) {
    const chats = [...new Set(ones.map(({ chatId }) => chatId))];
    const waiting = await parts.messages.findDue(chats, lane, parts.clock.now());
    // With a delay, however short, the new job is never taken for one that is just ending.
    if (waiting.length > 0) await parts.outbox.enqueue(waiting, 1);
  }
}
