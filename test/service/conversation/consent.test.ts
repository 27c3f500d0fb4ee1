import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONSENT_VERSION } from '../../../src/domain/consent.ts';
import { consentWords } from '../../../src/domain/text/word-opening.ts';
import { RETENTION_DAYS } from '../../../src/domain/retention.ts';
import { enforceRetention } from '../../../src/service/enforce-retention.ts';
import { createWorld, DAY_MS, newCode, NOW, tokenOf, type World } from '../../support/service-world.ts';
import { askByTemplate, ratingOf } from '../../support/world-zalo.ts';

/** SHA-256 of the words of each version, in both languages and for every channel. */
const VERSIONS: Readonly<Record<string, string>> = {
  '2026-11-23': '40c2df176ae9693e7818ea317d48cc4bd57e1920f069e454e3d120c2c1cca9cd',
};

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

const noted = async (code: string) => (await world.invitation(code)).consentVersion;

async function invited() {
  const citizen = world.citizen();
  await citizen.sharePhone();
  const code = newCode();
  const [slip] = await world.register([{ code, phone: citizen.phone }]);
  await world.sendDue();
  return { citizen, code, page: world.page(tokenOf(slip)) };
}

describe('consent', () => {
  it('has a new version when its words change', () => {
    const words = (['vi', 'en'] as const).flatMap((locale) =>
      (['telegram', 'zalo', 'web'] as const).map((channel) => consentWords(channel, locale)),
    );
    expect(createHash('sha256').update(JSON.stringify(words)).digest('hex')).toBe(VERSIONS[CONSENT_VERSION]);
  });

  it('is noted with the first answer, for silence is none, and stays when the answers are sealed', async () => {
    const { citizen, code } = await invited();
    expect(citizen.last).toContain('Bắt đầu là ông/bà đồng ý');
    await citizen.tap('Bắt đầu');
    expect(await noted(code)).toBeNull();
    await citizen.tap('4 · Hài lòng');
    expect(await noted(code)).toBe(CONSENT_VERSION);
    for (let i = 0; i < 3; i += 1) await citizen.tap('4 · Hài lòng');
    await citizen.tap('Không');
    await citizen.tap('Không có');
    await world.drain();
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', consentVersion: CONSENT_VERSION });
    world.skip((RETENTION_DAYS.contact + 1) * DAY_MS);
    await enforceRetention(world.parts);
    expect(await noted(code)).toBeNull();
  });

  it('goes with the answers that are deleted, and is given anew by the phone that takes a slip over', async () => {
    const first = await invited();
    await first.page.tap('Bắt đầu');
    await first.page.tap('1 · Rất không hài lòng');
    expect(await noted(first.code)).toBe(CONSENT_VERSION);
    await first.citizen.tap('Bắt đầu');
    expect(await noted(first.code)).toBeNull();
    await first.citizen.tap('5 · Rất hài lòng');
    expect(await noted(first.code)).toBe(CONSENT_VERSION);
    await first.citizen.type('XÓA');
    await first.citizen.tap('Xóa câu trả lời');
    expect(await noted(first.code)).toBeNull();
  });

  it('is not read into a platform’s rating, which came without our words', async () => {
    const asked = await askByTemplate(world);
    await world.take(ratingOf(world, asked, {}));
    expect(await world.invitation(asked.code)).toMatchObject({ status: 'started', consentVersion: null });
  });
});
