import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RateFilter } from '../../src/domain/rate.ts';
import { addDays, localDay } from '../../src/lib/calendar.ts';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { erasePerson } from '../../src/service/person-rights.ts';
import { recordDossier } from '../../src/service/record-dossier.ts';
import { recordDossiers } from '../../src/service/record-dossiers.ts';
import { sendReminders } from '../../src/service/send-reminders.ts';
import { undoRecording } from '../../src/service/undo-recording.ts';
import { checkRates, type RateAsk } from '../support/check-rates.ts';
import { createWorld, DAY_MS, newCode, ZONE, type World } from '../support/service-world.ts';
import { ROW } from '../support/web-world.ts';
import type { WorldCitizen } from '../support/world-citizen.ts';

const ENDS = ['nothing', 'begins', 'one answer', 'all answers', 'stops', 'erased', 'organisation', 'no phone'] as const;

/** One person's dossier, and how far they go with it. */
const fate = fc.record({
  unit: fc.constantFrom('99001', '99002', '99004'),
  procedure: fc.constantFrom('1.000894', '1.001193'),
  filedVia: fc.constantFrom('counter', 'online', 'post'),
  isLate: fc.boolean(),
  end: fc.constantFrom(...ENDS),
  isCorrected: fc.boolean(),
});
type Fate = typeof fate extends fc.Arbitrary<infer One> ? One : never;

describe('rates of whole lives', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
  });

  afterAll(() => world.close());

  const sumSome = () => world.parts.figures.sumRates(5);

  function rowOf({ unit, procedure, filedVia, isLate, end }: Fate) {
    const completedAt = new Date(world.now().getTime() - DAY_MS / 8);
    const dueAt = new Date(completedAt.getTime() + (isLate ? -3 : 3) * DAY_MS);
    const receivedAt = new Date(completedAt.getTime() - 5 * DAY_MS);
    const applicant = end === 'organisation' ? ('organisation' as const) : ('person' as const);
    return { unit, procedure, filedVia, receivedAt, dueAt, completedAt, returnedAt: completedAt, applicant };
  }

  async function answer(citizen: WorldCitizen, end: Fate['end']): Promise<void> {
    if (end === 'begins') await citizen.tap('Bắt đầu');
    if (end === 'all answers') await citizen.answerAll();
    if (end === 'stops') await citizen.type('dừng');
    if (end === 'erased') await erasePerson(world.parts, citizen.phone);
    if (end !== 'one answer') return;
    await citizen.tap('Bắt đầu');
    await citizen.tap('2 · Không hài lòng');
  }

  /** Recorded by mistake, and taken back within the minute. */
  async function recordAndUndo(): Promise<void> {
    const { parts } = world;
    const registerThem = (request: Parameters<typeof recordDossiers>[1]) => recordDossiers(parts, request);
    const at = new Date(world.now().getTime() - DAY_MS / 8);
    const row = { ...ROW, code: newCode(), receivedAt: at, completedAt: at, returnedAt: at, dueAt: world.now() };
    const asked = { row, actor: 'clerk', scope: '99001', confirmed: true };
    const recorded = await recordDossier({ ...parts, registerDossiers: registerThem }, asked);
    await sumSome();
    if (recorded.kind !== 'registered' || recorded.undo === null) throw new Error(`Nothing to undo: ${recorded.kind}`);
    const undone = await undoRecording(parts, { token: recorded.undo, actor: 'clerk', scope: '99001' });
    expect(undone.kind).toBe('undone');
  }

  async function live(fates: readonly Fate[]): Promise<void> {
    const people = fates.map((one) => ({ one, citizen: world.citizen(), code: newCode() }));
    for (const { citizen, one } of people) if (one.end !== 'no phone') await citizen.sharePhone();
    const rows = people.map(({ one, citizen, code }) => {
      return { ...rowOf(one), code, ...(one.end === 'no phone' ? {} : { phone: citizen.phone }) };
    });
    await world.register(rows);
    await world.register(
      rows.filter((_, i) => people[i]?.one.isCorrected).map((row) => ({ ...row, procedure: '2.000815' })),
    );
    await recordAndUndo();
    await world.sendDue();
    await sumSome();
    for (const { one, citizen } of people) await answer(citizen, one.end);
    world.skip(3 * DAY_MS);
    await sendReminders(world.parts);
    await world.drain();
    await sumSome();
    world.skip(6 * DAY_MS);
    await closeInvitations(world.parts);
  }

  function asks(): readonly RateAsk[] {
    const today = localDay(world.now(), ZONE);
    const filter: RateFilter = { from: '2026-09-01', to: '2026-12-31', unit: null, procedure: null, channel: null };
    return [
      { filter, scope: null },
      { filter: { ...filter, from: addDays(today, -20), to: today }, scope: '01' },
      { filter: { ...filter, procedure: '2.000815', filedVia: 'online' }, scope: '99001' },
    ];
  }

  it('are the same from cells as from invitations, after each of them', async () => {
    const USUAL = {
      unit: '99001',
      procedure: '1.000894',
      filedVia: 'counter',
      isLate: false,
      isCorrected: true,
    } as const;
    await live(ENDS.map((end) => ({ ...USUAL, end })));
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 2, maxLength: 6 }), async (fates) => {
        await live(fates);
        const months = { from: '2026-10-01', to: '2026-12-01' };
        await checkRates(world.parts.figures, world.parts.database.console, asks(), months);
      }),
      { numRuns: 5 },
    );
    const ALL: RateFilter = { from: '2026-01-01', to: '2027-12-31', unit: null, procedure: '2.000815', channel: null };
    const [row] = await world.parts.figures.counts(ALL, null, null);
    expect(Object.entries(row ?? {}).filter(([, count]) => count === 0)).toEqual([]);
    expect(row?.completed).toBeGreaterThanOrEqual(ENDS.length);
  });
});
