import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Departures } from '../../src/queue/departures.ts';

/** Which commits were begun together, by their names. */
function observed() {
  const convoys: string[][] = [];
  const departures = new Departures((begin) => {
    convoys.push([]);
    begin();
  });
  const depart = (name: string, commit = async (): Promise<void> => undefined) =>
    departures.depart(() => {
      convoys.at(-1)?.push(name);
      return commit();
    });
  return { convoys, depart };
}

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('queue/departures', () => {
  it('lets what comes in one turn leave together, and what comes later together after it', async () => {
    const { convoys, depart } = observed();
    const slow = gate();
    const first = [depart('a', () => slow.opened), depart('b')];
    await first[1];
    const second = [depart('c'), depart('d'), depart('b')];
    slow.open();
    await Promise.all([...first, ...second]);
    expect(convoys).toEqual([
      ['a', 'b'],
      ['c', 'd', 'b'],
    ]);
  });

  it('waits for a slow one, and not for one that hangs', async () => {
    const { convoys, depart } = observed();
    const hanging = gate();
    const first = depart('hangs', () => hanging.opened);
    await sleep(10);
    await depart('other');
    expect(convoys).toEqual([['hangs'], ['other']]);
    hanging.open();
    await first;
  });

  it('tells each how its own ended', async () => {
    const { depart } = observed();
    const results = await Promise.allSettled([depart('a', () => Promise.reject(new Error('away'))), depart('b')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await expect(depart('a')).resolves.toBeUndefined();
  });
});
