import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, HOUR_MS, newCode, NOW, type World } from '../../support/service-world.ts';
import { LATE } from '../../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

/** Two dossiers of one chat: the first is under way when the second is finished. */
describe('src/service/conversation/focus-on.ts', () => {
  async function twice() {
    const citizen = world.citizen();
    const [first, second] = [newCode(), newCode()];
    await citizen.sharePhone();
    await world.register([{ code: first, phone: citizen.phone }]);
    await world.sendDue();
    await citizen.tap('Bắt đầu');
    await citizen.tap('4 · Hài lòng');
    await world.register([{ code: second, phone: citizen.phone, ...LATE }]);
    return { citizen, first, second };
  }

  it('does not take the word from whoever is in the middle of the first', async () => {
    const { citizen, first, second } = await twice();
    await world.sendDue();
    await citizen.type('5');
    expect(citizen.last).toMatch(/Câu 3\/5/);
    expect(await world.invitation(first)).toMatchObject({ status: 'started' });
    expect(await world.invitation(second)).toMatchObject({ status: 'sent' });
  });

  it('concerns the newer one once the citizen has been away', async () => {
    const { citizen, second } = await twice();
    world.skip(HOUR_MS);
    await world.sendDue();
    await citizen.type('bắt đầu');
    await citizen.type('5');
    expect(await world.invitation(second)).toMatchObject({ status: 'started' });
  });

  it('offers the second when the first is finished, and keeps the buttons of both alive', async () => {
    const { citizen, first, second } = await twice();
    await world.sendDue();
    await citizen.tap('Bắt đầu');
    expect(citizen.texts.at(-1)).toMatch(/Câu 1\/5/);
    await citizen.does(citizen.tapOf('4 · Hài lòng', 1));
    const shown = citizen.person.chat
      .filter(({ text }) => /Câu [13]\/5/.test(text))
      .map(({ text }) => text.slice(0, 7));
    expect(shown).toEqual(['Câu 3/5', 'Câu 1/5']);
    for (const label of ['3 · Bình thường', '3 · Bình thường']) await citizen.does(citizen.tapOf(label, 1));
    await citizen.tap('Không');
    await citizen.tap('Không có');
    expect((await world.invitation(first)).closeReason).toBe('finished');
    expect(citizen.last).toMatch(/Câu 1\/5/);
    await citizen.type('5');
    expect(await world.invitation(second)).toMatchObject({ status: 'started' });
    expect(citizen.last).toMatch(/Câu 2\/5/);
  });
});
