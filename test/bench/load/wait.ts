import { setTimeout as sleep } from 'node:timers/promises';

/** Looking costs the database something too. */
const POLL_MS = 200;

/** @throws Error when it does not hold in time */
export async function until(holds: () => Promise<boolean>, what: string, budgetMs = 180_000): Promise<void> {
  const deadline = Date.now() + budgetMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await sleep(POLL_MS);
  }
}
