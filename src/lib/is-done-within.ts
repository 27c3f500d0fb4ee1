/** Rejects with what `work` rejects with in time; of one that is given up nobody hears any more. */
export function isDoneWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // A bare timer: this runs for every batch, and aborting a signal costs more than all the rest of it.
    const late = setTimeout(resolve, ms, false);
    work.then(() => resolve(true), reject).finally(() => clearTimeout(late));
  });
}
