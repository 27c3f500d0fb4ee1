import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, newCode, type World } from '../../support/service-world.ts';
import { AT_INTAKE, LATE } from '../../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

let lines = 0;

/** A mobile number that no other test uses. */
function newPhone(): string {
  lines += 1;
  return `09124${String(lines).padStart(5, '0')}`;
}

/** The 30-day rule. */
describe('src/service/registration/asked-phones.ts', () => {
  it('starts one survey a phone, within a call and over calls', async () => {
    const phone = newPhone();
    const [first, second, third] = [newCode(), newCode(), newCode()];
    await world.register([
      { code: first, phone },
      { code: second, phone },
    ]);
    await world.register([{ code: third, phone }]);
    expect((await world.invitation(first)).exclusion).toBeNull();
    for (const code of [second, third]) {
      expect(await world.invitation(code)).toMatchObject({ exclusion: 'recently-asked', status: 'waiting' });
    }
  });

  it('counts dossiers that the call repeats unchanged', async () => {
    const phone = newPhone();
    const [first, second] = [newCode(), newCode()];
    await world.register([{ code: first, phone }]);
    await world.register([
      { code: second, phone },
      { code: first, phone },
    ]);
    expect((await world.invitation(second)).exclusion).toBe('recently-asked');
  });

  it('counts also when the completion does not repeat the phone', async () => {
    const phone = newPhone();
    const [first, second] = [newCode(), newCode()];
    await world.register([{ code: first, phone, ...AT_INTAKE }]);
    await world.register([{ code: second, phone }]);
    await world.register([{ code: first, phone: null }]);
    expect((await world.invitation(first)).exclusion).toBe('recently-asked');
  });

  it('is broken once by a late or refused dossier', async () => {
    const phone = newPhone();
    const codes = [newCode(), newCode(), newCode()] as const;
    await world.register([
      { code: codes[0], phone },
      { code: codes[1], phone, ...LATE },
      { code: codes[2], phone, outcome: 'refused' },
    ]);
    const found = await Promise.all(codes.map((code) => world.invitation(code)));
    expect(found.map(({ exclusion }) => exclusion)).toEqual([null, null, 'recently-asked']);
  });

  it('is over after thirty days', async () => {
    const phone = newPhone();
    const completedAt = new Date('2026-09-06T07:00:00+07:00');
    const early = { receivedAt: new Date('2026-09-01T08:00:00+07:00'), completedAt };
    const [first, second] = [newCode(), newCode()];
    await world.register([{ code: first, phone, ...early }]);
    await world.register([{ code: second, phone }]);
    expect((await world.invitation(second)).exclusion).toBeNull();
  });

  it('holds for two calls at once', async () => {
    const phones = Array.from({ length: 10 }, newPhone);
    const calls = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const rows = phones.map((phone) => ({ code: newCode(), phone }));
        await world.register(rows);
        return rows.map(({ code }) => code);
      }),
    );
    const invitations = await Promise.all(calls.flat().map((code) => world.invitation(code)));
    expect(invitations.filter(({ exclusion }) => exclusion === null)).toHaveLength(phones.length);
  });
});
