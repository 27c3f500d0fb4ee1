import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { erasePerson } from '../../src/service/person-rights.ts';
import { sealFinished } from '../../src/service/seal-finished.ts';
import { tellPhones } from '../../src/service/tell-phones.ts';
import { createWorld, DAY_MS, HOUR_MS, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';
import { openAccount, type WorldAccount } from '../support/world-account.ts';
import type { WorldCitizen } from '../support/world-citizen.ts';
import type { WorldPage } from '../support/world-page.ts';

const NOTICE = /Có người đã trả lời khảo sát về hồ sơ số …\S+ của UBND .+Mã trên phiếu: [A-Z0-9]{6}\.$/;
const DENY = 'Không phải tôi';

let world: World;
let account: WorldAccount;

beforeAll(async () => {
  world = await createWorld();
  account = await openAccount(world);
  world.parts.channels.delete('zalo');
  world.parts.templates.clear();
});

beforeEach(() => world.setNow(NOW));

afterAll(async () => {
  await account.close();
  await world.close();
});

const mixed = async (): Promise<number> => (await world.rows('SELECT 1 FROM ballot.mix')).length;

async function tell(): Promise<void> {
  while ((await tellPhones(world.parts)) > 0);
  await world.drain();
}

/** What the night does. */
async function seal(): Promise<void> {
  while ((await sealFinished(world.parts, null)) > 0);
}

interface BySlip {
  readonly owner: WorldCitizen;
  readonly page: WorldPage;
  readonly code: string;
}

/** The phone's owner has a chat; somebody with the slip has answered on the page. */
async function answeredFromSlip(owner: WorldCitizen = world.citizen()): Promise<BySlip> {
  await owner.sharePhone();
  const code = newCode();
  const [slip] = await world.register([{ code, phone: owner.phone }]);
  const page = world.page(tokenOf(slip));
  await page.answerAll();
  return { owner, page, code };
}

/** The same, who has left after two questions. */
async function leftFromSlip(): Promise<BySlip> {
  const owner = world.citizen();
  await owner.sharePhone();
  const code = newCode();
  const [slip] = await world.register([{ code, phone: owner.phone }]);
  const page = await world.page(tokenOf(slip)).open();
  for (const label of ['Bắt đầu', '4 · Hài lòng', '2 · Không hài lòng']) await page.tap(label);
  return { owner, page, code };
}

describe('src/service/tell-phones.ts', () => {
  it('tells the phone on file once, nothing of the answers, and seals when it says nothing', async () => {
    const before = await mixed();
    const { owner, page, code } = await answeredFromSlip();
    expect((await page.view()).kind).toBe('done');
    expect(await world.invitation(code)).toMatchObject({ status: 'finished', proof: 'slip', sealOn: '2026-10-12' });
    await tell();
    expect(owner.last).toMatch(NOTICE);
    expect(owner.last).toContain('đến hết ngày 09/10/2026');
    expect(owner.last).not.toMatch(/[Hh]ài lòng/);
    expect(owner.buttons).toEqual([DENY]);
    const said = owner.texts.length;
    await tell();
    await seal();
    expect([owner.texts.length, await mixed()]).toEqual([said, before]);

    world.skip(2 * DAY_MS);
    await seal();
    expect(await mixed()).toBe(before + 1);
    expect(await world.record(code)).toMatchObject({
      draft: null,
      invitation: { status: 'closed', closeReason: 'finished', sealOn: null, slipToldOn: '2026-10-08' },
    });
    expect(await world.rows('SELECT 1 FROM register.message m WHERE m.purpose = $1', ['slip-notice'])).toEqual([]);
    await owner.does(owner.tapOf(DENY));
    expect([owner.texts.length, await mixed()]).toEqual([said, before + 1]);
    expect((await world.invitation(code)).slipDeniedOn).toBeNull();
  });

  it('deletes the slip’s answers when the phone says no, asks the phone itself, and locks the slip', async () => {
    const before = await mixed();
    const { owner, page, code } = await answeredFromSlip();
    await tell();
    await owner.tap(DENY);
    expect(owner.texts.some((text) => text.includes('Câu trả lời từ phiếu đã bị xóa'))).toBe(true);
    expect(await world.record(code)).toMatchObject({
      invitation: { status: 'sent', proof: 'phone', channel: 'telegram', consentVersion: null, startedOn: null },
    });
    expect((await page.view()).kind).toBe('held-elsewhere');
    await seal();
    expect(await mixed()).toBe(before);
    await owner.answerAll('2 · Không hài lòng');
    await tell();
    await seal();
    expect(await mixed()).toBe(before + 1);
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', proof: 'phone' });
    expect((await world.invitation(code)).slipDeniedOn).not.toBeNull();
  });

  it('counts told and denied slips of a unit’s month, by which the sign is found', async () => {
    const rows = await world.rows<{ province: string; told: number; denied: number }>(
      `SELECT i.province_code AS province, count(i.slip_told_on)::int AS told, count(i.slip_denied_on)::int AS denied
       FROM register.invitation i GROUP BY 1`,
    );
    expect(rows).toMatchObject([{ told: 2, denied: 1 }]);
    const [month] = await world.parts.interference.unitMonths(rows[0]?.province ?? '', '2026-10-01');
    expect(month?.traces.filter(({ told }) => told)).toHaveLength(2);
    expect(month?.traces.filter(({ denied }) => denied)).toHaveLength(1);
  });

  it('tells it too of answers that were left behind when their days are over, and seals them as partial', async () => {
    const before = await mixed();
    const { owner, code } = await leftFromSlip();
    expect(await world.invitation(code)).toMatchObject({ status: 'started', proof: 'slip', sealOn: null });
    world.skip(8 * DAY_MS);
    await closeInvitations(world.parts);
    expect([(await world.invitation(code)).sealOn, await mixed()]).toEqual(['2026-10-20', before]);
    await tell();
    expect(owner.last).toMatch(NOTICE);
    expect(owner.last).toContain('đến hết ngày 17/10/2026');
    await seal();
    expect(await closeInvitations(world.parts)).toBe(0);
    world.skip(2 * DAY_MS);
    await seal();
    await closeInvitations(world.parts);
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'partial', proof: 'slip', sealOn: null });
    expect(await mixed()).toBe(before + 1);
  });

  it('deletes them when the phone says no, and asks it', async () => {
    const before = await mixed();
    const { owner, page, code } = await leftFromSlip();
    world.skip(8 * DAY_MS);
    await closeInvitations(world.parts);
    await tell();
    await owner.tap(DENY);
    expect(await world.record(code)).toMatchObject({ invitation: { status: 'sent', proof: 'phone', startedOn: null } });
    expect((await page.view()).kind).toBe('held-elsewhere');
    expect(await closeInvitations(world.parts)).toBe(0);
    await owner.answerAll();
    await seal();
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', proof: 'phone' });
    expect(await mixed()).toBe(before + 1);
  });

  it('seals them untold where no message could go for some days, or nobody wants one any more', async () => {
    const before = await mixed();
    const [untold, unwilling] = [await leftFromSlip(), await leftFromSlip()];
    world.skip(8 * DAY_MS);
    await closeInvitations(world.parts);
    await unwilling.owner.type('DỪNG');
    await tell();
    await closeInvitations(world.parts);
    expect((await world.invitation(unwilling.code)).closeReason).toBe('partial');
    await world.rows('UPDATE register.invitation SET slip_told_on = NULL WHERE status = $1', ['started']);
    world.skip(4 * DAY_MS);
    expect(await tellPhones(world.parts)).toBe(0);
    await closeInvitations(world.parts);
    expect(await world.invitation(untold.code)).toMatchObject({ closeReason: 'partial', slipToldOn: null });
    expect(await mixed()).toBe(before + 2);
  });

  it('lets a phone that says no after its last day answer all the same', async () => {
    const owner = world.citizen();
    await owner.sharePhone();
    const code = newCode();
    const [slip] = await world.register([{ code, phone: owner.phone }]);
    world.skip(7 * DAY_MS - 6 * HOUR_MS);
    await world.page(tokenOf(slip)).answerAll();
    await tell();
    world.skip(DAY_MS);
    expect(await closeInvitations(world.parts)).toBe(0);
    await owner.tap(DENY);
    await owner.answerAll();
    expect((await world.invitation(code)).status).toBe('closed');
  });

  it('holds nothing back where nobody can be told, or wants to be', async () => {
    const before = await mixed();
    const [stranger] = await world.register([{ phone: world.citizen().phone }]);
    const quiet = world.citizen();
    await quiet.sharePhone();
    const [theirs] = await world.register([{ phone: quiet.phone }]);
    await quiet.type('DỪNG');
    for (const slip of [stranger, theirs]) await world.page(tokenOf(slip)).answerAll();
    expect(await mixed()).toBe(before + 2);
    expect(await tellPhones(world.parts)).toBe(0);
  });

  it('says nothing to a chat that answered from the slip and proved the phone since', async () => {
    const owner = world.citizen();
    const other = world.citizen();
    await other.sharePhone(owner.phone);
    const code = newCode();
    const [slip] = await world.register([{ code, phone: owner.phone }]);
    await owner.start(tokenOf(slip));
    await owner.answerAll();
    expect((await world.invitation(code)).status).toBe('finished');
    await owner.sharePhone();
    await tell();
    expect([owner, other].map(({ texts }) => texts.some((text) => NOTICE.test(text)))).toEqual([false, false]);
    await seal();
    expect((await world.invitation(code)).closeReason).toBe('finished');
  });

  it('waits for the window, no longer than some days', async () => {
    const before = await mixed();
    const { owner, code } = await answeredFromSlip();
    const window = { kind: 'spans', spans: [{ from: 8 * 60, to: 20 * 60 }] } as const;
    const holiday = { ...world.parts.policy, window, isHoliday: (day: string) => day < '2026-10-12' };
    expect(await tellPhones({ ...world.parts, policy: holiday })).toBe(0);
    await world.drain();
    expect(owner.last).not.toMatch(NOTICE);
    world.skip(3 * DAY_MS);
    await seal();
    expect(await mixed()).toBe(before);
    world.skip(DAY_MS);
    await seal();
    expect(await mixed()).toBe(before + 1);
    expect((await world.invitation(code)).slipToldOn).toBeNull();
  });

  it('ends with the data of its owner', async () => {
    const { owner, code } = await answeredFromSlip();
    await tell();
    await erasePerson(world.parts, owner.phone);
    expect(await world.record(code)).toMatchObject({
      draft: null,
      invitation: { status: 'closed', closeReason: 'opted-out', sealOn: null },
    });
  });
});

describe('src/service/tell-phones.ts, by template', () => {
  it('reaches a telephone whose link opens a page that can only say no, and then asks', async () => {
    world.parts.channels.set('zalo', account.channel);
    account.configure({ templates: ['slip-notice'] });
    const citizen = account.citizen();
    const code = newCode();
    const [slip] = await world.register([{ code, phone: citizen.phone }]);
    await world.page(tokenOf(slip)).answerAll();
    await tell();
    expect(citizen.last).toMatch(/bằng phiếu giấy\. Nếu không phải ông\/bà hay người nhà/);
    const page = world.page(citizen.token);
    const view = await page.view();
    expect(view).toMatchObject({ kind: 'asking', asks: 'slip-answered', isPhone: true });
    expect(view.kind === 'asking' && view.buttons.map(({ label }) => label)).toEqual([DENY]);
    await page.type('không liên quan');
    expect((await world.invitation(code)).status).toBe('finished');
    await page.tap(DENY);
    expect(await page.view()).toMatchObject({ kind: 'asking', asks: 'invite' });
    await page.answerAll();
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', proof: 'phone' });
    const another = newCode();
    const [again] = await world.register([{ code: another, phone: account.citizen().phone }]);
    account.configure({ templates: ['invite'] });
    const other = world.page(tokenOf(again));
    await other.answerAll();
    expect((await other.view()).kind).toBe('done');
    expect((await world.invitation(another)).status).toBe('closed');
  });
});
