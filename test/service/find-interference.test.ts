import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UnitScope } from '../../src/domain/unit.ts';
import type { Finding } from '../../src/domain/interference/signal.ts';
import { findingDesk, type FindingDesk, type FindingPage } from '../../src/service/finding-desk.ts';
import type { FindingPlace } from '../../src/service/ports.ts';
import { findInterference } from '../../src/service/find-interference.ts';
import { importStaffPhones } from '../../src/service/import-staff-phones.ts';
import { createWorld, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';

const MINUTE_MS = 60_000;

let world: World;
let desk: FindingDesk;

beforeAll(async () => {
  world = await createWorld();
  desk = findingDesk(world.parts);
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

type Row = Parameters<World['register']>[0][number];

async function registerMany(count: number, rowOf: (i: number) => Row): Promise<void> {
  const results = await world.register(Array.from({ length: count }, (_, i) => ({ code: newCode(), ...rowOf(i) })));
  expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
}

async function signsOf(scope: UnitScope, after: FindingPlace | null = null) {
  return (await desk.show(scope, after, null)).findings;
}

function phone(i: number): string {
  return `+8491277${String(1_000 + i)}`;
}

async function slip() {
  const code = newCode();
  const [result] = await world.register([{ code }]);
  return { code, page: world.page(tokenOf(result)) };
}

function paces() {
  return world.rows<{ finished: number; hurried: number }>('SELECT finished, hurried FROM register.pace_tally');
}

describe('signs of interference', () => {
  it('counts who answers faster than anybody reads, and nothing of who it was', async () => {
    const quick = await slip();
    await quick.page.answerAll();
    expect(await paces()).toEqual([{ finished: 1, hurried: 1 }]);
    const slow = await slip();
    for (const label of ['Bắt đầu', ...Array<string>(4).fill('4 · Hài lòng'), 'Không', 'Không có']) {
      await slow.page.tap(label);
      world.skip(4_000);
    }
    expect(await paces()).toEqual([{ finished: 2, hurried: 1 }]);
    const columns = await world.rows<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'pace_tally' ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual(['finished', 'hurried', 'month', 'unit_code']);
  });

  it('notes a slip that is taken while its citizen stands at the counter', async () => {
    const returnedAt = new Date(NOW);
    const taken = async (minutes: number) => {
      const code = newCode();
      const [result] = await world.register([{ code, completedAt: returnedAt, returnedAt }]);
      world.skip(minutes * MINUTE_MS);
      await world.citizen().start(tokenOf(result));
      return (await world.record(code)).dossier.slipTakenEarly;
    };
    expect(await taken(3)).toBe(true);
    world.setNow(NOW);
    expect(await taken(30)).toBe(false);
  });

  it('asks nobody at a telephone of staff, whose slip still opens', async () => {
    const { interference } = world.parts;
    const parts = { interference, vault: world.parts.vault };
    expect(await importStaffPhones(parts, 'phone\nkhông phải số\n')).toMatchObject({ saved: 0, faults: [{ line: 2 }] });
    expect(await importStaffPhones(parts, 'phone\n0912 345 670\n0912345671\n')).toMatchObject({ saved: 2, faults: [] });
    const code = newCode();
    const [result] = await world.register([{ code, phone: '+84912345670' }]);
    expect(await world.invitation(code)).toMatchObject({ exclusion: 'staff-phone', status: 'waiting' });
    await world.page(tokenOf(result)).answerAll();
    expect(await world.invitation(code)).toMatchObject({ exclusion: null, closeReason: 'finished' });
    await importStaffPhones(parts, 'phone\n0912345671\n');
    expect(await world.rows('SELECT 1 FROM register.staff_phone')).toHaveLength(1);
  });

  it('finds a clerk who forgets telephones, keeps what was said of it, and drops what is gone', async () => {
    await registerMany(30, (i) => ({ officer: 'cb9', unit: '99002', ...(i < 6 ? { phone: phone(i) } : {}) }));
    await registerMany(60, (i) => ({ officer: 'cb1', phone: phone(100 + i) }));
    await findInterference(world.parts);
    const [shown, ...others] = await signsOf('01');
    expect(others).toEqual([]);
    expect(shown?.finding).toMatchObject({
      signal: 'missing-phone',
      unitCode: '99002',
      officer: 'cb9',
      tally: { hits: 24, of: 30 },
      month: '2026-10-01',
      review: null,
    });
    expect(shown?.index).toBeNull();
    expect(await signsOf('92')).toEqual([]);

    world.skip(24 * 60 * MINUTE_MS);
    await findInterference(world.parts);
    expect((await signsOf('01')).map(({ finding: { id, foundOn } }) => [id, foundOn])).toEqual([
      [shown?.finding.id, shown?.finding.foundOn],
    ]);
    const finding = await desk.find(shown?.finding.id ?? '', '01');
    expect(await desk.find(shown?.finding.id ?? '', '92')).toBeNull();
    expect(finding && (await desk.review(finding, { kind: 'confirmed', suspect: 4 }))).toBe(true);
    await findInterference(world.parts);
    expect((await signsOf(null)).map(({ finding: { review } }) => review)).toEqual([{ kind: 'confirmed', suspect: 4 }]);

    await registerMany(400, (i) => ({
      officer: 'cb2',
      unit: '99003',
      ...(i % 5 === 0 ? { phone: phone(500 + i) } : {}),
    }));
    await findInterference(world.parts);
    const signs = (await signsOf(null)).map(({ finding }) => `${finding.officer ?? ''} ${finding.review?.kind ?? ''}`);
    expect(signs).toEqual(['cb9 confirmed', 'cb2 ']);

    const last = (await signsOf(null)).find(({ finding: { officer } }) => officer === 'cb2')?.finding;
    await world.parts.interference.keep({ province: '01', month: '2026-10-01', foundOn: '2026-10-08', findings: [] });
    expect((await signsOf(null)).map(({ finding: { officer } }) => officer)).toEqual(['cb9']);
    expect(last && (await desk.review(last, { kind: 'dismissed' }))).toBe(false);
  });

  describe('page by page', () => {
    const MANY: readonly Finding[] = Array.from({ length: 45 }, (_, i) => ({
      signal: i % 3 === 0 ? 'hurried' : 'missing-phone',
      unitCode: i % 2 === 0 ? '99001' : '99002',
      officer: `cb${String(i)}`,
      tally: { hits: 12, of: 30 },
      share: { value: 0.4, low: 0.25, high: 0.57 },
      reference: { value: 0.02, low: 0.01, high: 0.03 },
    }));
    const keep = (province: string, month: string, findings: readonly Finding[]) =>
      world.parts.interference.keep({ province, month, foundOn: '2026-10-08', findings });

    beforeAll(async () => {
      await world.rows('DELETE FROM register.finding');
      await keep('01', '2026-10-01', MANY.slice(0, 25));
      await keep('01', '2026-09-01', MANY.slice(25));
      await keep('92', '2026-10-01', [{ ...MANY[0], unitCode: '99004' } as Finding]);
    });

    async function pagesOf(scope: UnitScope, after: FindingPlace | null = null): Promise<readonly FindingPage[]> {
      const page = await desk.show(scope, after, null);
      return page.next === null ? [page] : [page, ...(await pagesOf(scope, page.next))];
    }

    it('shows every sign once, newest month first and unit by unit, and nothing from outside the scope', async () => {
      const pages = await pagesOf('01');
      expect(pages.map(({ findings }) => findings.length)).toEqual([20, 20, 5]);
      expect(pages.map(({ total, unreviewed }) => [total, unreviewed])).toEqual(pages.map(() => [45, 45]));
      const shown = pages.flatMap(({ findings }) => findings.map(({ finding }) => finding));
      expect(shown.map(({ officer }) => officer).toSorted()).toEqual(MANY.map(({ officer }) => officer).toSorted());
      const places = shown.map(({ month, unitCode, signal, id }) => [
        month === '2026-10-01' ? 0 : 1,
        unitCode,
        signal,
        id,
      ]);
      expect(places).toEqual(places.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)));
      expect((await pagesOf(null)).flatMap(({ findings }) => findings)).toHaveLength(46);
      expect((await pagesOf('99001')).flatMap(({ findings }) => findings).length).toBeLessThan(45);
      expect((await pagesOf('92'))[0]).toMatchObject({ total: 1, next: null });
    });

    it('goes on from a place whose sign went meanwhile, and holds the one that is asked for', async () => {
      const [first, second] = await pagesOf('01');
      const place = first?.next ?? null;
      await world.rows(`DELETE FROM register.finding WHERE id = '${place?.id ?? ''}'`);
      expect((await signsOf('01', place)).map(({ finding }) => finding.id)).toEqual(
        second?.findings.map(({ finding }) => finding.id),
      );
      const held = second?.findings[3]?.finding ?? null;
      expect((await desk.show('01', place, held)).findings).toHaveLength(20);
      expect((await desk.show('01', null, held)).findings.map(({ finding }) => finding.id)[0]).toBe(held?.id);
    });
  });
});
