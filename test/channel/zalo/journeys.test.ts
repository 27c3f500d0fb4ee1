import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeInvitations } from '../../../src/service/close-invitations.ts';
import { invitationOf, query, releasedResponses, until } from '../../support/look.ts';
import { completedDossier, type ApiResult } from '../../support/service.ts';
import { startZaloService, type ZaloService, type ZaloServiceOptions } from '../../support/zalo-service.ts';
import type { VisibleMessage } from '../../support/zalo/chat-log.ts';
import type { Person, PersonOptions } from '../../support/zalo/person.ts';
import { REASONS } from '../../support/zalo/service-templates.ts';
import { fetchWire } from '../../web/citizen/fetch-wire.ts';
import { Tab } from '../../web/citizen/tab.ts';

const GOOD = '4 · Hài lòng';
const DAY_MS = 86_400_000;
/** An event that the webhook answers too late on a busy machine comes again after half a minute. */
const BUDGET_MS = 45_000;

describe('channel/zalo, journeys', { timeout: 180_000 }, () => {
  let service: ZaloService;
  let lines = 0;

  async function begin(options: ZaloServiceOptions = {}): Promise<void> {
    service = await startZaloService({ rules: { nightRule: false }, ...options });
  }

  beforeEach(() => {
    lines = 0;
  });
  afterEach(() => service.close());

  function citizen(options: PersonOptions = {}): Person {
    lines += 1;
    return service.zalo.person(`84912700${String(lines).padStart(3, '0')}`, options);
  }

  /** Completed an hour ago by the service's clock, with the person's number unless told. */
  async function dossierOf(person: Person | null, changes: object = {}): Promise<ApiResult> {
    const at = (ms: number) => new Date(service.clock.now().getTime() + ms).toISOString();
    const hours = { dueAt: at(2 * DAY_MS), completedAt: at(-3_600_000), returnedAt: at(-3_600_000) };
    const phone = person === null ? {} : { phone: `0${person.phone.slice(2)}` };
    const [result] = await service.register([{ ...completedDossier(), ...hours, ...phone, ...changes }]);
    if (!result?.links) throw new Error(`not registered: ${JSON.stringify(result)}`);
    return result;
  }

  const fromAccount = (person: Person) => person.chat.filter(({ from }) => from === 'oa');

  function card(person: Person, kind: 'template' | 'rating' = 'template'): Promise<VisibleMessage> {
    return person.until((chat) => chat.findLast((message) => message.kind === kind), BUDGET_MS);
  }

  function says(person: Person, pattern: RegExp): Promise<unknown> {
    return person.until(() => pattern.test(person.lastMessage?.text ?? ''), BUDGET_MS);
  }

  /** The page behind the button of a card, in a browser that has never been here. */
  function pageOf({ buttons }: VisibleMessage): Promise<Tab> {
    return pageAt(buttons[0]?.url ?? '');
  }

  async function pageAt(address: string): Promise<Tab> {
    const url = new URL(address);
    expect(url.origin).toBe(service.parts.publicUrl);
    return new Tab(fetchWire(service.url), url.pathname).open();
  }

  async function press(tab: Tab, label: string): Promise<void> {
    expect(tab.buttons.map((button) => button.label)).toContain(label);
    await tab.press(label);
    if (tab.url.includes('?saving=')) await tab.visit(tab.url);
  }

  async function answerOnPage(tab: Tab, questions = 4): Promise<void> {
    for (let i = 0; i < questions; i += 1) await press(tab, GOOD);
    await press(tab, 'Không');
    await press(tab, 'Không có');
    expect(tab.html).toMatch(/Cảm ơn/);
  }

  async function isClosed({ code }: ApiResult, reason: string): Promise<void> {
    const closed = async () => (await invitationOf(service, code))?.closeReason === reason;
    await until(closed, `it is closed: ${reason}`, BUDGET_MS);
  }

  async function isWaiting({ code }: ApiResult): Promise<void> {
    await until(
      async () => (await invitationOf(service, code))?.status === 'waiting',
      'it is left to the slip',
      BUDGET_MS,
    );
  }

  interface Stored {
    readonly disposition: string;
    readonly proof: string;
    readonly rating: { readonly stars: number; readonly reasons: readonly string[] } | null;
    readonly comment: string | null;
  }

  async function responses(count: number): Promise<readonly Stored[]> {
    await until(async () => (await releasedResponses(service)) === count, `${count} responses are released`, BUDGET_MS);
    return query(service.database.url, 'SELECT disposition, proof, rating, comment FROM ballot.response');
  }

  it('reaches a telephone number: template, receipt, page, one response', async () => {
    await begin();
    const person = citizen();
    const result = await dossierOf(person);
    const template = await card(person);
    const { code } = result;
    const record = await service.parts.dossiers.find(code);
    expect(template.text).toContain('UBND phường Mẫu Một');
    expect(template.text).toContain(record?.dossier.shortCode);
    await until(
      async () => (await invitationOf(service, code))?.deliveredAt !== null,
      'the receipt has come',
      BUDGET_MS,
    );
    const tab = await pageOf(template);
    await press(tab, 'Bắt đầu');
    await answerOnPage(tab);
    await isClosed(result, 'finished');
    expect(await responses(1)).toMatchObject([{ disposition: 'finished', proof: 'phone', rating: null }]);
    expect(await invitationOf(service, code)).toMatchObject({ channel: 'web', proof: 'phone' });
    expect(fromAccount(person)).toHaveLength(1);
  });

  it('makes one response of a rating and the page that finishes it', async () => {
    await begin({ templates: ['INVITE', 'RATING'] });
    const person = citizen();
    const result = await dossierOf(person);
    const template = await card(person, 'rating');
    person.rate(4, [REASONS[1] ?? ''], 'Chờ hơi lâu');
    await until(
      async () => (await invitationOf(service, result.code))?.status === 'started',
      'the stars have come',
      BUDGET_MS,
    );
    const tab = await pageOf(template);
    if (tab.payloadOf('Bắt đầu') !== undefined) await press(tab, 'Bắt đầu');
    await answerOnPage(tab);
    await isClosed(result, 'finished');
    expect(await responses(1)).toMatchObject([
      { disposition: 'finished', rating: { stars: 4, reasons: [REASONS[1]] }, comment: 'Chờ hơi lâu' },
    ]);
  });

  it('fetches the stars whose webhook is lost, and counts them once when it comes after all', async () => {
    await begin({ templates: ['INVITE', 'RATING'] });
    const person = citizen();
    const result = await dossierOf(person);
    await card(person, 'rating');
    service.zalo.webhook.hold();
    person.rate(3, [REASONS[0] ?? '']);
    expect(await service.parts.recoverRatings?.()).toBe(1);
    const hasBegun = async () => (await invitationOf(service, result.code))?.status === 'started';
    await until(hasBegun, 'the stars have come', BUDGET_MS);
    service.zalo.webhook.release();
    await service.zalo.webhook.settled();
    expect(await service.parts.recoverRatings?.()).toBe(1);
    service.clock.skip(8 * DAY_MS);
    await closeInvitations(service.parts);
    expect(await responses(1)).toMatchObject([{ disposition: 'partial', rating: { stars: 3, reasons: [REASONS[0]] } }]);
  });

  it('keeps a rating alone as a partial response when the seven days are over', async () => {
    await begin({ templates: ['INVITE', 'RATING'] });
    const person = citizen();
    const result = await dossierOf(person);
    await card(person, 'rating');
    person.rate(2);
    await until(
      async () => (await invitationOf(service, result.code))?.status === 'started',
      'the stars have come',
      BUDGET_MS,
    );
    service.clock.skip(8 * DAY_MS);
    await closeInvitations(service.parts);
    expect(await responses(1)).toMatchObject([{ disposition: 'partial', rating: { stars: 2, reasons: [] } }]);
  });

  it('asks the whole survey in the chat after the code of the slip', async () => {
    await begin();
    const person = citizen();
    const result = await dossierOf(null);
    person.type(` ${(result.links?.zaloCode ?? '').toLowerCase()} `);
    await says(person, /xin chào ông\/bà/);
    person.tap('Bắt đầu');
    await says(person, /Câu 1\/5/);
    person.tap(GOOD);
    await says(person, /Câu 2\/5/);
    person.type('5');
    await says(person, /Câu 3\/5/);
    person.type('quay lại');
    await says(person, /Câu 2\/5/);
    person.tap('2 · Không hài lòng');
    await says(person, /Câu 3\/5/);
    person.type('bỏ qua');
    await says(person, /Câu 4\/5/);
    person.type('rất hài lòng');
    await says(person, /Câu 5\/5/);
    person.tap('Không');
    await says(person, /nhắn thêm/);
    person.type('Hướng dẫn rõ ràng, cảm ơn.');
    await says(person, /Cảm ơn ông\/bà/);
    await isClosed(result, 'finished');
    expect(await responses(1)).toMatchObject([{ proof: 'slip', comment: 'Hướng dẫn rõ ràng, cảm ơn.' }]);
    expect(service.zalo.outbox.of('template.phone')).toEqual([]);
  });

  it('leads to the page when the window closes half way, and goes on where the citizen was', async () => {
    await begin();
    const person = citizen();
    const result = await dossierOf(null);
    person.type(result.links?.zaloCode ?? '');
    await says(person, /xin chào ông\/bà/);
    person.tap('Bắt đầu');
    await says(person, /Câu 1\/5/);
    service.zalo.faults.add({ call: 'message.cs', fault: { kind: 'code', code: -230 } });
    person.tap(GOOD);
    const tab = await pageOf(await card(person));
    expect(tab.html).toMatch(/Câu 2\/5/);
    await answerOnPage(tab, 3);
    await isClosed(result, 'finished');
    expect(await responses(1)).toMatchObject([{ disposition: 'finished' }]);
  });

  it('invites whoever gave the code at intake by template when the window has closed since', async () => {
    await begin();
    const person = citizen();
    const open = { completedAt: undefined, returnedAt: undefined };
    const due = { dueAt: new Date(service.clock.now().getTime() + 30 * DAY_MS).toISOString() };
    const { code } = await dossierOf(null, { ...open, ...due }).then((result) => {
      person.type(result.links?.zaloCode ?? '');
      return result;
    });
    await says(person, /đang giải quyết/);
    service.clock.skip(10 * DAY_MS);
    const result = await dossierOf(null, { code, ...due });
    const tab = await pageOf(await card(person));
    expect(service.zalo.outbox.accepted('template.user')).toHaveLength(1);
    await press(tab, 'Bắt đầu');
    await answerOnPage(tab);
    await isClosed(result, 'finished');
  });

  it('tells a telephone of answers from its slip: what it denies is never counted, what it lets pass is sealed', async () => {
    await begin({ templates: ['SLIP'] });
    const person = citizen();
    const [denied, passed] = [await dossierOf(person), await dossierOf(citizen())];
    for (const { links } of [denied, passed]) {
      const slip = await pageAt(links?.web ?? '');
      await press(slip, 'Bắt đầu');
      await answerOnPage(slip);
    }
    const notice = await card(person);
    expect(notice.text).toMatch(/Có người đã trả lời khảo sát/);
    const tab = await pageOf(notice);
    await press(tab, 'Không phải tôi');
    await press(tab, 'Bắt đầu');
    await answerOnPage(tab);
    await isClosed(denied, 'finished');
    expect(await responses(1)).toMatchObject([{ proof: 'phone' }]);
    expect((await invitationOf(service, passed.code))?.status).toBe('finished');
    service.clock.skip(2 * DAY_MS);
    await isClosed(passed, 'finished');
    expect((await responses(2)).map(({ proof }) => proof).toSorted()).toEqual(['phone', 'slip']);
    expect(service.zalo.outbox.of('template.phone')).toHaveLength(2);
  });

  it('leaves the slip to a citizen who has blocked the account, and writes no more', async () => {
    await begin();
    const person = citizen({ standing: 'blocked' });
    const result = await dossierOf(person);
    await isWaiting(result);
    const next = await dossierOf(person);
    await until(
      async () => (await invitationOf(service, next.code))?.exclusion === 'opted-out',
      'nothing more is tried',
    );
    service.clock.skip(8 * DAY_MS);
    await closeInvitations(service.parts);
    for (const dossier of [result, next]) await isClosed(dossier, 'excluded');
    expect(service.zalo.outbox.of('template.phone')).toHaveLength(1);
  });

  it('keeps what was answered before the citizen blocked the account', async () => {
    await begin();
    const person = citizen();
    const result = await dossierOf(null);
    person.follow();
    person.type(result.links?.zaloCode ?? '');
    await says(person, /xin chào ông\/bà/);
    person.tap('Bắt đầu');
    await says(person, /Câu 1\/5/);
    service.zalo.faults.add({ call: 'message.cs', fault: { kind: 'code', code: -217 } });
    person.tap(GOOD);
    const blocked = () => query(service.database.url, 'SELECT 1 FROM register.chat WHERE blocked_at IS NOT NULL');
    await until(async () => (await blocked()).length === 1, 'the chat is known to be blocked', BUDGET_MS);
    service.clock.skip(8 * DAY_MS);
    await closeInvitations(service.parts);
    expect(await responses(1)).toMatchObject([{ disposition: 'partial' }]);
  });

  it('takes an unfollow for an opt-out: nothing is sent to this person any more', async () => {
    await begin();
    const person = citizen();
    const first = await dossierOf(null);
    person.follow();
    person.type(first.links?.zaloCode ?? '');
    await says(person, /xin chào ông\/bà/);
    const { length } = fromAccount(person);
    person.unfollow();
    await isClosed(first, 'opted-out');
    expect(fromAccount(person)).toHaveLength(length);
  });

  it('leaves the slip to a number without a Zalo account, then no-contact', async () => {
    await begin();
    const person = citizen({ standing: 'absent' });
    const result = await dossierOf(person);
    await isWaiting(result);
    service.clock.skip(8 * DAY_MS);
    await closeInvitations(service.parts);
    await isClosed(result, 'no-contact');
    expect(fromAccount(person)).toEqual([]);
  });

  it('closes as wrong number when the telephone belongs to somebody else', async () => {
    await begin();
    const person = citizen();
    const result = await dossierOf(person);
    const tab = await pageOf(await card(person));
    await press(tab, 'Không phải hồ sơ của tôi');
    await isClosed(result, 'wrong-number');
    expect(await releasedResponses(service)).toBe(0);
  });

  it('stays silent among people who chat with staff on the same account', async () => {
    await begin();
    const person = citizen();
    person.follow();
    person.type('Cho tôi hỏi lệ phí làm căn cước bao nhiêu?');
    service.zalo.writeAsStaff(person, 'Dạ, miễn phí lần đầu ạ.');
    person.type('cảm ơn em');
    person.sendMedia('image');
    person.type('5');
    await service.zalo.webhook.settled();
    const result = await dossierOf(null);
    person.type(result.links?.zaloCode ?? '');
    await says(person, /xin chào ông\/bà/);
    expect(fromAccount(person)).toHaveLength(1);
  });

  it('writes links only where no answer is to pass through Zalo', async () => {
    await begin({ env: { ZALO_CHAT_SURVEY: 'off' } });
    const person = citizen();
    const result = await dossierOf(null);
    person.type(result.links?.zaloCode ?? '');
    await says(person, /Mời ông\/bà mở phiếu tại đây/);
    const tab = await pageAt(/https?:\S+/.exec(person.lastMessage?.text ?? '')?.[0] ?? '');
    await press(tab, 'Bắt đầu');
    await answerOnPage(tab);
    await isClosed(result, 'finished');
    expect(person.lastMessage?.buttons).toEqual([]);
    expect(service.zalo.outbox.calls.filter(({ body }) => body.includes('Câu 1/5'))).toEqual([]);
  });
});
