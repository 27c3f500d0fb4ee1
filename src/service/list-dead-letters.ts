import type { DeadLetter, DeadUpdateStore, QueueWatch } from './ports.ts';

/** Where updates that were set aside stand in the list, beside the names of the queues. */
export const SET_ASIDE = 'set-aside';

const LIMIT = 100;

/** Ids and codes of what failed for good, newest first, at most a hundred a queue; never what a letter says. */
export async function listDeadLetters(parts: {
  readonly queues: Pick<QueueWatch, 'dead'>;
  readonly deadUpdates: Pick<DeadUpdateStore, 'list'>;
}): Promise<readonly DeadLetter[]> {
  const [jobs, updates] = await Promise.all([parts.queues.dead.list(LIMIT), parts.deadUpdates.list(LIMIT)]);
  const aside = updates.map(({ id, channel, failure, setAsideAt }) => {
    return { queue: SET_ASIDE, id, name: channel, failure, failedAt: setAsideAt };
  });
  return [...jobs, ...aside].toSorted((a, b) => b.failedAt.getTime() - a.failedAt.getTime());
}
