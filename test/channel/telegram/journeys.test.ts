import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitationOf, query, releasedResponses, until } from '../../support/look.ts';
import {
  completedDossier,
  movableClock,
  startService,
  type ApiResult,
  type TestService,
} from '../../support/service.ts';
import type { Person } from '../../support/telegram/person.ts';

const GOOD = '4 · Hài lòng';

let nextPerson = 7_500_000;
let lines = 0;

function newPerson(service: TestService): Person {
  nextPerson += 1;
  lines += 1;
  return service.telegram.person(nextPerson, { phone: `8491260${String(lines).padStart(4, '0')}` });
}

function tokenOf(result: ApiResult | undefined): string {
  return new URL(result?.links?.telegram ?? '').searchParams.get('start') ?? '';
}

function sees(person: Person, pattern: RegExp): Promise<unknown> {
  return person.until((chat) => chat.some(({ from, text }) => from === 'bot' && pattern.test(text)), 20_000);
}

function lastSays(person: Person, pattern: RegExp): Promise<unknown> {
  return person.until(() => pattern.test(person.lastMessage?.text ?? ''), 20_000);
}

/** From the invitation to the farewell, by taps. */
async function answerAll(person: Person): Promise<void> {
  await tapWhenShown(person, 'Bắt đầu', /xin chào ông\/bà/);
  for (const position of [1, 2, 3, 4]) await tapWhenShown(person, GOOD, new RegExp(`Câu ${position}/5`));
  await tapWhenShown(person, 'Không', /Câu 5\/5/);
  await tapWhenShown(person, 'Không có', /nhắn thêm/);
  await sees(person, /Ý kiến đã được ghi nhận/);
}

async function tapWhenShown(person: Person, label: string, pattern: RegExp): Promise<void> {
  await lastSays(person, pattern);
  person.tap(label);
}

async function isClosed(service: TestService, code: string, reason: string): Promise<void> {
  await until(async () => (await invitationOf(service, code))?.closeReason === reason, `${code} is closed: ${reason}`);
}

describe('channel/telegram, journeys', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(async () => {
    service.telegram.outbox.assertClean();
    await service.close();
  });

  /** Holds the slip and has opened it. */
  async function holder(changes: object = {}): Promise<{ readonly person: Person; readonly code: string }> {
    const [result] = await service.register([changes]);
    const person = newPerson(service);
    person.start(tokenOf(result));
    await sees(person, /xin chào ông\/bà|đang giải quyết|xin lỗi/);
    return { person, code: result?.code ?? '' };
  }

  it('binds a slip at intake, invites by itself when the dossier is finished, and stores one response', async () => {
    const before = await releasedResponses(service);
    const dossier = completedDossier();
    const { person } = await holder({ ...dossier, completedAt: undefined, returnedAt: undefined });
    await sees(person, /đang giải quyết/);
    await service.register([dossier]);
    await answerAll(person);
    await isClosed(service, dossier.code, 'finished');
    await until(async () => (await releasedResponses(service)) === before + 1, 'the response is released');
  });

  it('reaches a shared phone by itself, apology first', async () => {
    const person = newPerson(service);
    person.start();
    await sees(person, /nơi người dân cho biết ý kiến/);
    person.shareContact('own');
    await sees(person, /đã được xác nhận/);
    const late = { receivedAt: '2026-10-05T08:00:00+07:00', dueAt: '2026-10-08T17:00:00+07:00' };
    await service.register([{ ...late, phone: `0${person.phone.slice(2)}` }]);
    await lastSays(person, /xin chào ông\/bà/);
    expect(person.chat.filter(({ from }) => from === 'bot').at(-2)?.text).toMatch(/xin lỗi ông\/bà/);
  });

  it('carries twenty surveys at once, each to one response', async () => {
    const before = await releasedResponses(service);
    const results = await service.register(Array.from({ length: 20 }, () => ({})));
    await Promise.all(
      results.map(async (result) => {
        const person = newPerson(service);
        person.start(tokenOf(result));
        await answerAll(person);
      }),
    );
    for (const { code } of results) await isClosed(service, code, 'finished');
    await until(async () => (await releasedResponses(service)) === before + 20, 'twenty responses are released');
  });

  it('takes repeated and reordered updates for what they are', async () => {
    const before = await releasedResponses(service);
    const { person, code } = await holder();
    service.telegram.updates.duplicate(50);
    await answerAll(person);
    service.telegram.updates.duplicate(0);
    await isClosed(service, code, 'finished');
    await until(async () => (await releasedResponses(service)) === before + 1, 'one response is released');
    const other = await holder();
    service.telegram.updates.hold();
    other.person.type('bắt đầu');
    other.person.type('5');
    service.telegram.updates.release((held) => held.toReversed());
    await lastSays(other.person, /Câu 1\/5/);
    service.telegram.updates.repeatLast();
    other.person.type('5');
    await lastSays(other.person, /Câu 2\/5/);
  });

  it('does not hear what is edited afterwards', async () => {
    const { person } = await holder();
    const message = person.type('bắt đầu');
    await lastSays(person, /Câu 1\/5/);
    person.edit(message, 'DỪNG');
    person.type('5');
    await lastSays(person, /Câu 2\/5/);
    expect(person.chat.map(({ text }) => text).join(' ')).not.toMatch(/đã ngừng gửi/);
  });

  it('sets a poisonous update aside, and neither its neighbours nor the next ones wait for it', async () => {
    const [broken, ...others] = [await holder(), await holder(), await holder(), await holder()];
    if (!broken) throw new TypeError('four');
    for (const { person } of [broken, ...others]) {
      person.tap('Bắt đầu');
      await lastSays(person, /Câu 1\/5/);
    }
    const invitation = await invitationOf(service, broken.code);
    const url = service.database.url;
    await query(url, "UPDATE register.draft SET sealed = 'x' WHERE invitation_id = $1", [invitation?.id]);
    service.telegram.updates.hold();
    for (const { person } of [...others, broken, ...others.toReversed()]) person.type('4');
    service.telegram.updates.release();
    for (const { person } of others) await lastSays(person, /Câu 3\/5/);
    const dead = () =>
      query<{ failure: string; sealed: Buffer }>(url, 'SELECT failure, sealed FROM register.dead_update');
    await until(async () => (await dead()).length === 1, 'the update is set aside');
    expect((await dead())[0]?.failure).toBe('draft-unreadable');
  });

  it('loses nothing when Telegram says that a chat, or the bot, is too fast', async () => {
    const [slow, other] = [await holder(), await holder()];
    const limit = { kind: 'rate-limit', retryAfterS: 1 } as const;
    for (const method of ['editMessageText', 'sendMessage']) {
      service.telegram.faults.add({ fault: limit, method, chatId: slow.person.id });
    }
    slow.person.type('bắt đầu');
    slow.person.type('4');
    other.person.type('bắt đầu');
    await lastSays(slow.person, /Câu 2\/5/);
    await lastSays(other.person, /Câu 1\/5/);
    service.telegram.faults.clear();
    const said = slow.person.chat.filter(({ from }) => from === 'bot').slice(-2);
    expect(said.map(({ text }) => text.slice(0, 7))).toEqual(['Câu 1/5', 'Câu 2/5']);
    const rows = await query<{ burned: number }>(
      service.database.url,
      'SELECT coalesce(sum(attempts), 0)::int AS burned FROM register.message',
    );
    expect(rows[0]?.burned).toBe(0);
  });

  it('repeats a reply whose fate nobody knows, until it is out', async () => {
    const { person } = await holder();
    const fault = { kind: 'error', status: 502, description: 'Bad Gateway' } as const;
    service.telegram.faults.add({ fault, method: 'sendMessage', chatId: person.id });
    const { length: before } = service.telegram.outbox.of('sendMessage', person.id);
    person.type('bắt đầu');
    await lastSays(person, /Câu 1\/5/);
    expect(service.telegram.outbox.of('sendMessage', person.id).length - before).toBe(2);
  });

  it('notes that it was blocked, writes no more, and comes back when it is let in again', async () => {
    const { person } = await holder();
    person.block();
    await until(async () => {
      const rows = await query<{ n: number }>(
        service.database.url,
        'SELECT count(*)::int AS n FROM register.chat WHERE blocked_at IS NOT NULL',
      );
      return rows[0]?.n === 1;
    }, 'the chat is known to be blocked');
    person.unblock();
    person.type('bắt đầu');
    await lastSays(person, /Câu 1\/5/);
    expect(person.lastMessage?.text).toMatch(/Câu 1\/5/);
  });
});

describe('channel/telegram, the time of day', () => {
  const clock = movableClock();
  let service: TestService;
  beforeAll(async () => {
    // A Monday without holidays around it.
    clock.moveTo('2026-12-07T21:00:00+07:00');
    service = await startService({ clock, env: { SURVEY_WINDOW: '08:00-11:30,13:30-20:30' } });
  });
  afterAll(() => service.close());

  it('replies at night, starts nothing before eight, and then by itself', async () => {
    const person = newPerson(service);
    person.start();
    await sees(person, /nơi người dân cho biết ý kiến/);
    person.shareContact('own');
    await sees(person, /đã được xác nhận/);
    const day = '2026-12-07T';
    const times = { receivedAt: `${day}08:00:00+07:00`, dueAt: `${day}17:00:00+07:00` };
    const done = { completedAt: `${day}16:00:00+07:00`, returnedAt: `${day}16:00:00+07:00` };
    const [result] = await service.register([{ ...times, ...done, phone: `0${person.phone.slice(2)}` }]);
    person.type('xin chào');
    await sees(person, /không có khảo sát nào/);
    expect((await invitationOf(service, result?.code ?? ''))?.status).toBe('armed');
    clock.moveTo('2026-12-08T08:00:01+07:00');
    await lastSays(person, /xin chào ông\/bà/);
    await until(
      async () => (await invitationOf(service, result?.code ?? ''))?.status === 'sent',
      'the invitation is recorded as sent',
    );
  });
});
