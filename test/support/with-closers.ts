export type OnClose = (close: () => Promise<unknown>) => void;

/**
 * Opens one thing after another; `onClose` says how each is closed. `close` closes them, the last one first, each
 * whatever became of the others, and fails with the first fault. When `open` throws, what stands by then is closed.
 */
export async function withClosers<Opened extends object>(
  open: (onClose: OnClose) => Promise<Opened>,
): Promise<Omit<Opened, 'close'> & { close(): Promise<void> }> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = () => closeAll(closers.toReversed());
  try {
    return { ...(await open((one) => void closers.push(one))), close };
  } catch (error) {
    // Why it did not open matters more than what did not close after that.
    await close().catch(() => undefined);
    throw error;
  }
}

async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const close of closers) await close().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
