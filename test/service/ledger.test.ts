import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ballot } from '../../src/domain/response.ts';
import { parsePublished, formatPublished, type PublishedHash } from '../../src/domain/verify-ledger.ts';
import { addDays, timeOfDay } from '../../src/lib/calendar.ts';
import { Vault } from '../../src/lib/vault.ts';
import { askBack } from '../../src/service/ask-back.ts';
import { checkLedger, publishedLedger } from '../../src/service/check-ledger.ts';
import { checkExport, exportLedger } from '../../src/service/export-ledger.ts';
import { receiptCodeOf, receiptMarks } from '../../src/service/receipt.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import { showReceipt } from '../../src/service/show-receipt.ts';
import { createDatabase, openStores, type TestDatabase, type TestStores } from '../support/database.ts';
import { query } from '../support/look.ts';
import { logToRun } from '../support/run-log.ts';
import { newDossier, newInvitation, newResponse, register, SURVEY, UNITS, write } from '../store/samples.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const START = '2026-10-01';

describe('src/service: the ledger', () => {
  let database: TestDatabase;
  let stores: TestStores;
  const vault = new Vault(randomBytes(32));
  let today = START;

  beforeEach(async () => {
    database = await createDatabase();
    stores = openStores(database.url);
    await stores.references.saveUnits(UNITS);
    await stores.references.saveSurvey(SURVEY);
    today = START;
    // The ledger begins the day before.
    await releaseMix(parts());
    return async () => {
      await stores.database.close();
      await database.drop();
    };
  });

  const parts = () => ({
    ...stores,
    vault,
    clock: { now: () => timeOfDay(today, 600, ZONE) },
    log: logToRun(),
    zone: ZONE,
    mixBatch: 5,
    mixMaxHours: 168,
  });

  /** Finished surveys: invitations closed in the register, ballots in the mix. Returns their receipts. */
  async function finish(
    unitCode: string,
    count: number,
    late: 'late' | 'on-time' = 'on-time',
    completedMonth = '2026-03-01',
  ): Promise<readonly string[]> {
    const dossiers = Array.from({ length: count }, () => newDossier({ unitCode }));
    const closed = { status: 'closed', closeReason: 'finished', unitCode } as const;
    await register(
      stores,
      dossiers,
      dossiers.map((dossier) => newInvitation(dossier, closed)),
    );
    const codes = dossiers.map(() => receiptCodeOf(vault, randomUUID()));
    const ballots = codes.map((code) => {
      const {
        id: _,
        releasedOn: __,
        withdrawalIndex: ___,
        commentMark: ____,
        ...rest
      } = newResponse({ unitCode, completedMonth, comment: 'Tốt' });
      const ballot: Ballot = { ...rest, attributes: { ...rest.attributes, late }, receipt: receiptMarks(vault, code) };
      return { unitCode, sealed: vault.seal('mix', unitCode, JSON.stringify(ballot)) };
    });
    await write(stores, { ballots });
    return codes;
  }

  /** A working day: surveys are finished, the mix is released, and the day after closes it. */
  async function nextDay(): Promise<void> {
    await releaseMix(parts());
    today = addDays(today, 1);
    await releaseMix(parts());
  }

  const check = (published: readonly PublishedHash[] = []) => checkLedger(parts(), published);
  const kinds = async (published: readonly PublishedHash[] = []) =>
    (await check(published)).faults.map(({ day, unitCode, kind }) => `${day} ${unitCode ?? '*'} ${kind}`);

  async function exported(): Promise<string> {
    const lines: string[] = [];
    for await (const line of exportLedger(parts())) lines.push(line);
    return lines.join('');
  }

  it('accounts for every ballot on every day', async () => {
    await finish('99001', 7);
    await finish('99002', 3);
    await nextDay();
    await finish('99002', 2);
    await nextDay();
    expect(await stores.ledger.entriesOf(START)).toMatchObject([
      { unitCode: '99001', finished: 7, released: 7, waiting: 0, leaves: 7 },
      { unitCode: '99002', finished: 3, released: 0, waiting: 3, leaves: 0 },
    ]);
    expect(await stores.ledger.entriesOf(addDays(START, 1))).toMatchObject([
      { unitCode: '99002', finished: 5, released: 5, waiting: 0, leaves: 5 },
    ]);
    expect(await check()).toEqual({ faults: [], days: 3, responses: 12 });
  });

  it('names the first day and unit that somebody changed by SQL', async () => {
    await finish('99001', 5);
    await nextDay();
    await finish('99002', 6);
    await nextDay();
    const { ballot } = stores.database;
    const second = addDays(START, 1);
    const [victim] = await ballot.response.findMany({ where: { unitCode: '99002' }, take: 1 });
    if (!victim) throw new TypeError('expected a response');
    await ballot.response.update({
      where: { id: victim.id },
      data: { answers: { access: { value: 1, how: 'button' } } },
    });
    expect(await kinds()).toEqual([`${second} 99002 response-unknown`, `${second} 99002 response-missing`]);
    await ballot.response.update({
      where: { id: victim.id },
      data: { answers: victim.answers ?? {}, comment: 'Rất tốt' },
    });
    expect(await kinds()).toHaveLength(2);
    await ballot.response.update({ where: { id: victim.id }, data: { comment: null } });
    expect(await kinds()).toEqual([]);
    await ballot.response.delete({ where: { id: victim.id } });
    expect(await kinds()).toEqual([`${second} 99002 response-missing`]);
    const { rating: _, answers, ...rest } = victim;
    await ballot.response.create({ data: { ...rest, answers: answers ?? {}, id: randomUUID() } });
    expect(await kinds()).toContain(`${second} 99002 response-unknown`);
  });

  it('takes no withdrawal that no receipt asked for', async () => {
    await finish('99001', 5);
    await nextDay();
    const { ballot } = stores.database;
    const [victim] = await ballot.response.findMany({ take: 1 });
    if (!victim?.withdrawalIndex) throw new TypeError('expected a response');
    await stores.ledger.askBack({
      index: Buffer.from(victim.withdrawalIndex).toString('hex'),
      askedOn: START,
      proof: '00',
    });
    await finish('99001', 5);
    await nextDay();
    expect(await ballot.response.count()).toBe(10);
    await ballot.response.delete({ where: { id: victim.id } });
    await ballot.$executeRaw`UPDATE ballot.ledger_leaf SET withdrawn_on = ${today}::date WHERE withdrawn_on IS NULL`;
    expect(await kinds()).toContain(`${START} 99001 response-missing`);
  });

  it('is caught by what was published when all of it is rewritten', async () => {
    await finish('99001', 5);
    await nextDay();
    const published = parsePublished(formatPublished(await publishedLedger(stores.ledger))) ?? [];
    expect(published).toHaveLength(3);
    expect(await kinds(published)).toEqual([]);
    const forged = published.map((line) => (line.unitCode === null ? line : { ...line, hash: '0'.repeat(64) }));
    expect(await kinds(forged)).toEqual([`${START} 99001 published-differs`]);
  });

  it('is checked from an export alone', async () => {
    await finish('99001', 5);
    await nextDay();
    const text = await exported();
    expect(text).not.toContain('Tốt');
    expect(checkExport(text, [])).toEqual({ faults: [], days: 2, responses: 5 });
    const edited = text.replace(String.raw`\"value\":5`, String.raw`\"value\":1`);
    expect(checkExport(edited, []).faults.map(({ kind }) => kind)).toEqual(['response-unknown', 'response-missing']);
    expect(() => checkExport('{"kind":"other"}', [])).toThrow('Line 1');
  });

  it('shows a receipt where its response is, and proves it', async () => {
    const [code = ''] = await finish('99001', 4);
    expect((await showReceipt(parts(), code)).kind).toBe('not-found');
    await finish('99001', 1);
    await releaseMix(parts());
    expect(await showReceipt(parts(), code)).toMatchObject({
      kind: 'counted',
      unitCode: '99001',
      day: START,
      proof: null,
    });
    await nextDay();
    const shown = await showReceipt(parts(), code);
    expect(shown).toMatchObject({ kind: 'counted', proof: { size: 5, holds: true } });
    expect(JSON.stringify(shown)).not.toMatch(/answers|salt|button/);
    expect((await showReceipt(parts(), receiptCodeOf(vault, 'another'))).kind).toBe('not-found');
  });

  it('gives a response back with the next batch like it, and says so in public', async () => {
    const [code = ''] = await finish('99001', 5);
    await nextDay();
    expect(await askBack(parts(), code)).toBe('asked');
    expect(await askBack(parts(), code)).toBe('asked');
    await finish('99001', 5, 'late');
    await nextDay();
    expect(await showReceipt(parts(), code)).toMatchObject({ kind: 'counted', askedBackOn: addDays(START, 1) });
    await finish('99001', 5);
    await nextDay();
    expect(await showReceipt(parts(), code)).toMatchObject({ kind: 'withdrawn', day: addDays(START, 2) });
    expect(await stores.database.ballot.response.count()).toBe(14);
    expect((await stores.ledger.entriesOf(addDays(START, 2)))[0]).toMatchObject({
      finished: 15,
      released: 14,
      withdrawn: 1,
    });
    expect(await kinds()).toEqual([]);
    const tally = await stores.database.ballot.tally.findFirst({ where: { dimension: 'all' } });
    expect(tally?.responses).toBe(14);
  });

  it('never releases what was asked back while it waited', async () => {
    const [code = ''] = await finish('99001', 4);
    await askBack(parts(), code);
    await finish('99001', 2);
    await nextDay();
    expect(await stores.database.ballot.response.count()).toBe(5);
    expect((await stores.ledger.entriesOf(START))[0]).toMatchObject({
      finished: 6,
      released: 5,
      waiting: 0,
      withdrawn: 1,
    });
    expect(await kinds()).toEqual([]);
    expect(await showReceipt(parts(), code)).toMatchObject({ kind: 'withdrawn' });
  });

  it('deletes after 15 days what found no company, and moves no figure', async () => {
    const [code = ''] = await finish('99001', 5);
    await nextDay();
    await askBack(parts(), code);
    today = addDays(today, 15);
    await nextDay();
    expect(await stores.database.ballot.response.count()).toBe(4);
    expect((await stores.database.ballot.tally.findFirst({ where: { dimension: 'all' } }))?.responses).toBe(5);
    expect(await kinds()).toEqual([]);
  });

  it('writes one entry when two processes close the same day', async () => {
    await finish('99001', 5);
    await releaseMix(parts());
    today = addDays(today, 1);
    await Promise.all([releaseMix(parts()), releaseMix(parts()), releaseMix(parts())]);
    expect((await stores.ledger.days(10)).map(({ day, entries }) => [day, entries])).toEqual([
      [START, 1],
      [addDays(START, -1), 0],
    ]);
    expect(await kinds()).toEqual([]);
  });

  it('closes the day in the next turn when a process dies among its entries, or before its root', async () => {
    await finish('99001', 5);
    await finish('99002', 5);
    await releaseMix(parts());
    today = addDays(today, 1);
    const dead = () => Promise.reject(new Error('dead'));
    const { ledger } = stores;
    const second: typeof ledger.closeUnit = (unit, ...rest) =>
      unit === '99002' ? dead() : ledger.closeUnit(unit, ...rest);
    await expect(releaseMix({ ...parts(), ledger: { ...ledger, closeUnit: second } })).rejects.toThrow('dead');
    await expect(releaseMix({ ...parts(), ledger: { ...ledger, closeDay: dead } })).rejects.toThrow('dead');
    expect((await ledger.days(10)).map(({ day }) => day)).toEqual([addDays(START, -1)]);
    await releaseMix(parts());
    expect((await ledger.days(10)).map(({ day, entries }) => [day, entries])).toEqual([
      [START, 2],
      [addDays(START, -1), 0],
    ]);
    expect(await kinds()).toEqual([]);
  });

  it('holds a turn that goes on past midnight for the day on which it began', async () => {
    await finish('99001', 5);
    await finish('99002', 5);
    let looks = 0;
    const midnight = timeOfDay(addDays(START, 1), 0, ZONE).getTime();
    const now = () => new Date(midnight + ((looks += 1) > 3 ? 1_000 : -1_000));
    await releaseMix({ ...parts(), clock: { now } });
    today = addDays(START, 1);
    await releaseMix(parts());
    expect(await stores.ledger.entriesOf(START)).toMatchObject([{ leaves: 5 }, { leaves: 5 }]);
    expect(await kinds()).toEqual([]);
  });

  it('writes nothing more into a day that is closed', async () => {
    await nextDay();
    await finish('99002', 5);
    await releaseMix(parts());
    const decide = () => {
      throw new Error('It is closed.');
    };
    await stores.ledger.closeUnit('99002', START, () => Promise.resolve(5), decide);
    expect(await stores.ledger.entriesOf(START)).toEqual([]);
  });

  it('says when the register and the box do not agree', async () => {
    await finish('99001', 3);
    await stores.database.ballot.$executeRaw`DELETE FROM ballot.mix WHERE id = (SELECT id FROM ballot.mix LIMIT 1)`;
    today = addDays(today, 1);
    await releaseMix({ ...parts(), log: logToRun() });
    expect(await kinds()).toEqual([`${START} 99001 does-not-add-up`]);
  });

  describe('at the end of a quarter', () => {
    const SEPTEMBER = '2026-09-01';
    const code = (codes: readonly string[]) => codes[0] ?? '';

    /** What lies in the mix has lain there for long. */
    const grow = () => query(database.url, "UPDATE ballot.mix SET entered_at = '2026-10-01'");

    /** Three and four of two communes of one province, too few in each; then the first of November. */
    async function closeQuarter(): Promise<readonly string[]> {
      const first = await finish('99001', 3, 'on-time', SEPTEMBER);
      const second = await finish('99002', 4, 'on-time', SEPTEMBER);
      await grow();
      today = '2026-10-31';
      await nextDay();
      return [...first, ...second];
    }

    it('counts at province level what its communes left, and accounts for it on both sides', async () => {
      await closeQuarter();
      expect(today).toBe('2026-11-01');
      expect(await stores.ledger.entriesOf('2026-10-30')).toMatchObject([
        { unitCode: '99001', finished: 3, waiting: 3, passedUp: 0 },
        { unitCode: '99002', finished: 4, waiting: 4, passedUp: 0 },
      ]);
      await nextDay();
      expect(await stores.ledger.entriesOf('2026-11-01')).toMatchObject([
        { unitCode: '01', finished: 0, takenIn: 7, released: 7, waiting: 0, leaves: 7 },
        { unitCode: '99001', finished: 3, waiting: 0, passedUp: 3, released: 0 },
        { unitCode: '99002', finished: 4, waiting: 0, passedUp: 4, released: 0 },
      ]);
      const tallies = await stores.database.ballot.tally.findMany({ where: { dimension: 'all' } });
      expect(tallies.map(({ unitCode, responses }) => [unitCode, responses])).toEqual([['01', 7]]);
      expect(await check()).toMatchObject({ faults: [], responses: 7 });
      expect(checkExport(await exported(), [])).toMatchObject({ faults: [], responses: 7 });
    });

    it('proves and gives back what was released so', async () => {
      const receipts = await closeQuarter();
      await nextDay();
      expect(await showReceipt(parts(), code(receipts))).toMatchObject({
        kind: 'counted',
        unitCode: '01',
        proof: { size: 7, holds: true },
      });
      await askBack(parts(), code(receipts));
      today = addDays(today, 15);
      await nextDay();
      expect(await showReceipt(parts(), code(receipts))).toMatchObject({ kind: 'withdrawn' });
      expect((await stores.ledger.entriesOf(addDays(today, -1)))[0]).toMatchObject({
        unitCode: '01',
        takenIn: 7,
        released: 6,
        withdrawn: 1,
      });
      expect(await kinds()).toEqual([]);
    });

    it('lets a withdrawal go with what comes from communes, and drops what is asked back before', async () => {
      const receipts = await closeQuarter();
      await askBack(parts(), code(receipts));
      const more = await finish('99001', 3, 'on-time', SEPTEMBER);
      await finish('99002', 3, 'on-time', SEPTEMBER);
      await askBack(parts(), code(more));
      await grow();
      today = '2026-11-02';
      await nextDay();
      const entries = await stores.ledger.entriesOf('2026-11-02');
      expect(entries).toMatchObject([
        { unitCode: '01', takenIn: 12, released: 11, withdrawn: 1 },
        { unitCode: '99001', finished: 6, passedUp: 5, withdrawn: 1, waiting: 0 },
        { unitCode: '99002', finished: 7, passedUp: 7 },
      ]);
      expect(await kinds()).toEqual([]);
    });

    it('waits with fewer than a batch of the whole province', async () => {
      await finish('99001', 2, 'on-time', SEPTEMBER);
      await finish('99004', 4, 'on-time', SEPTEMBER);
      await grow();
      today = '2026-10-31';
      await nextDay();
      await nextDay();
      expect(await stores.database.ballot.response.count()).toBe(0);
      await finish('99002', 3, 'on-time', '2026-10-01');
      await grow();
      today = '2027-01-31';
      await nextDay();
      const months = await stores.database.ballot.response.findMany();
      expect(months.map((row) => row.completedMonth.toISOString().slice(0, 10))).toEqual(
        Array.from({ length: 5 }, () => '2026-12-01'),
      );
      expect(await kinds()).toEqual([]);
    });

    it('names the units between which somebody moved a ballot by SQL', async () => {
      await closeQuarter();
      await nextDay();
      await query(database.url, `UPDATE ballot.passage SET ballots = 2 WHERE unit_code = '99001'`);
      expect(await kinds()).toEqual(['2026-11-01 01 passages-changed', '2026-11-01 99001 passages-changed']);
      await query(
        database.url,
        `UPDATE ballot.ledger_entry SET passed_up = 2, waiting = 1 WHERE unit_code = '99001' AND passed_up = 3`,
      );
      expect(await kinds()).toEqual(['2026-11-01 01 passages-changed', '2026-11-01 * day-changed']);
    });
  });
});
