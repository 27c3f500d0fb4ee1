import type { Ballot } from '../../../src/domain/response.ts';
import type { WebWorld } from '../../support/web-world.ts';

/** The one ballot of a unit that waits in the mix; left there. */
export async function openBallot({ ballots, vault }: WebWorld['parts'], unitCode: string): Promise<Ballot | null> {
  const found: Ballot[] = [];
  await ballots.release(unitCode, ({ waiting }) => {
    for (const { sealed } of waiting) found.push(JSON.parse(vault.open('mix', unitCode, sealed).toString()) as Ballot);
    return { day: '', released: [], responses: [], leaves: [], dropped: [], withdrawn: [] };
  });
  return found[0] ?? null;
}
