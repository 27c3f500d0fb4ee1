import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDraw } from '../../src/domain/draw.ts';
import { hmacSha256 } from '../../src/lib/keyed-hash.ts';
import { sha256 } from '../../src/lib/vault.ts';
import { prepareDraws } from '../../src/service/draw/prepare-draws.ts';
import { setSampling } from '../../src/service/draw/set-sampling.ts';
import { showCoverage } from '../../src/service/show-coverage.ts';
import { showDraw, showDraws } from '../../src/service/draw/show-draws.ts';
import { showAudit } from '../../src/service/show-audit.ts';
import { createWorld, newCode, type World } from '../support/service-world.ts';

let world: World;

/** The clock of the world begins in October 2026. */
beforeAll(async () => {
  world = await createWorld();
  world.setNow('2026-10-20T10:00:00+07:00');
});

afterAll(() => world.close());

const MINISTRY = { actor: { kind: 'command' }, scope: null } as const;
const NOVEMBER = '2026-11-01';

const completed = (day: string) => ({ completedAt: new Date(`${day}T10:00:00+07:00`), returnedAt: null });

async function registered(count: number, day: string) {
  const codes = Array.from({ length: count }, () => newCode());
  await world.register(codes.map((code) => ({ code, ...completed(day) })));
  return Promise.all(
    codes.map(async (code) => {
      const { exclusion, unitCode, status } = await world.invitation(code);
      return { code, unitCode, drawn: exclusion === null, exclusion, status };
    }),
  );
}

const november = async () => {
  const draw = await showDraw(world.parts, NOVEMBER);
  if (!draw) throw new Error('There is no draw of November.');
  return draw;
};

describe('src/service/draw', () => {
  it('commits to this month and the next, once, with a key that is no secret of the database’s', async () => {
    expect(await prepareDraws(world.parts)).toBe(2);
    expect(await prepareDraws(world.parts)).toBe(0);
    const draws = await showDraws(world.parts, 10);
    expect(draws.map(({ from, to, key, rates }) => [from, to, key, rates])).toEqual([
      [NOVEMBER, '2026-11-30', null, {}],
      ['2026-10-01', '2026-10-31', null, {}],
    ]);
    const rows = await world.rows<{ commitment: string; key_sealed: Buffer }>('SELECT * FROM register.draw');
    for (const { commitment, key_sealed: sealed } of rows) expect(sha256(sealed).toString('hex')).not.toBe(commitment);
  });

  it('changes a share from the next month on, and says in the log what it was', async () => {
    expect(await setSampling(world.parts, MINISTRY, { unit: '99001', percent: 30 })).toEqual({
      kind: 'set',
      unit: '99001',
      month: NOVEMBER,
    });
    expect((await showDraw(world.parts, '2026-10-01'))?.rates).toEqual({});
    expect((await november()).rates).toEqual({ '99001': 0.3 });
    const { entries } = await showAudit(world.parts, { action: null, before: null }, null);
    expect(entries[0]).toMatchObject({ action: 'setting.changed', unit: '99001' });
    expect(entries[0]?.facts).toEqual({ setting: 'sampling', before: '100', after: '30', from: NOVEMBER });
    expect((await registered(20, '2026-10-20')).filter(({ drawn }) => !drawn)).toEqual([]);
  });

  it('takes every commune of a province at once, and 100 back out again', async () => {
    await setSampling(world.parts, MINISTRY, { unit: '01', percent: 50 });
    const { rates } = await november();
    expect([rates['99001'], rates['99002'], Object.keys(rates).includes('01')]).toEqual([0.5, 0.5, false]);
    await setSampling(world.parts, MINISTRY, { unit: '01', percent: 100 });
    expect((await november()).rates).toEqual({});
    await setSampling(world.parts, MINISTRY, { unit: '99001', percent: 30 });
  });

  it.each([
    ['12345', 50, null, 'unit-unknown'],
    ['99002', 50, '99001', 'unit-beyond'],
    ['99001', 0, null, 'percent-range'],
    ['99001', 101, null, 'percent-range'],
    ['99001', 2.5, null, 'percent-range'],
  ])('refuses unit %s at %d per cent within %s: %s', async (unit, percent, scope, code) => {
    const change = await setSampling(world.parts, { ...MINISTRY, scope }, { unit, percent });
    expect(change).toMatchObject({ kind: 'faults', faults: [{ code }] });
    expect((await november()).rates).toEqual({ '99001': 0.3 });
  });

  it('asks whom the draw names and nobody else, as everybody can check after the month', async () => {
    world.setNow('2026-11-20T10:00:00+07:00');
    await prepareDraws(world.parts);
    expect((await november()).key).toBeNull();
    const dossiers = await registered(120, '2026-11-19');
    const left = dossiers.filter(({ drawn }) => !drawn);
    expect([left.length > 60, left.length < 110]).toEqual([true, true]);
    for (const { exclusion, status } of left) expect([exclusion, status]).toEqual(['not-drawn', 'waiting']);
    world.setNow('2026-12-01T00:00:01+07:00');
    const draw = await november();
    expect(verifyDraw(draw, dossiers, { sha256, hmac: hmacSha256 })).toEqual([]);
    const turned = dossiers.map((dossier, i) => (i === 7 ? { ...dossier, drawn: !dossier.drawn } : dossier));
    expect(verifyDraw(draw, turned, { sha256, hmac: hmacSha256 })).toHaveLength(1);
  });

  it('goes on to the next month, and is not drawn anew by a correction', async () => {
    await prepareDraws(world.parts);
    expect((await showDraw(world.parts, '2026-12-01'))?.rates).toEqual({ '99001': 0.3 });
    const left = (await registered(30, '2026-11-25')).find(({ drawn }) => !drawn);
    const code = left?.code ?? '';
    await world.register([{ code, completedAt: null, filedVia: 'online' }]);
    expect(await world.invitation(code)).toMatchObject({ exclusion: 'not-drawn', filedVia: 'online' });
  });

  it('counts who was not drawn among the eligible, so that coverage tells of it', async () => {
    const asked = { from: '2026-11-01', to: '2026-11-30', unit: '99001', procedure: null, channel: null };
    const [row] = await world.parts.figures.counts(asked, null, null);
    expect(row).toMatchObject({ completed: 150, eligible: 150 });
    const viewer = { scope: null, ward: false };
    const { missed, reasons } = await showCoverage(world.parts, asked, viewer);
    const leftOut = reasons.find(({ key }) => key === 'not-drawn')?.missed ?? 0;
    expect(leftOut).toBeGreaterThan(60);
    expect(reasons.reduce((sum, reason) => sum + (reason.missed ?? 0), 0)).toBe(missed);
  });
});
