/** Times as long as the work took: a process gives it less than a tenth of its time. */
const RESTS_PER_WORK = 10;

/** Does the work when it is called, but not while it rests from the last time: the longer that took, the longer. */
export function restingAfter(work: () => Promise<unknown>): () => Promise<void> {
  let restsUntil = 0;
  return async () => {
    const began = performance.now();
    if (began < restsUntil) return;
    await work();
    const ended = performance.now();
    restsUntil = ended + RESTS_PER_WORK * (ended - began);
  };
}
