import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long a piece of work may keep everybody else waiting. */
const TURN_MS = 5;

/** As `items.map`, letting others have their turn every few milliseconds: for work that would hold the process up. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > TURN_MS) {
      await nextTurn();
      began = performance.now();
    }
    results.push(map(item));
  }
  return results;
}
