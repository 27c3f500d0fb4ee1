import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseReceiptCode } from '../../src/domain/receipt-code.ts';
import type { IndexKind } from '../../src/lib/vault.ts';
import { askBack } from '../../src/service/ask-back.ts';
import { erasePerson } from '../../src/service/person-rights.ts';
import { publishCells } from '../../src/service/publish-cells.ts';
import { publishComments } from '../../src/service/publish-comments.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import { query, releasedResponses, until } from '../support/look.ts';
import { startService, type TestService } from '../support/service.ts';
import type { Person } from '../support/telegram/person.ts';
import { takeDump, type Dump } from './dump.ts';

const PHONE = '+84912600777';
const CHAT_ID = 7_612_345_671;
const NAME = 'Chimyenhot';
/** In the comment, where no rule takes it for a name. */
const WORD = 'chimyenhotnho';

/** Every kind of keyed hash that is kept of something. */
const KINDS: readonly IndexKind[] = ['phone', 'address', 'token', 'device', 'sign-in', 'tracking', 'payload'];

let service: TestService;
let person: Person;

beforeAll(async () => {
  service = await startService();
  person = service.telegram.person(CHAT_ID, { phone: PHONE.slice(1), firstName: NAME, lastName: NAME });
});

afterAll(() => service.close());

/** What stands for somebody: as text in every usual spelling, and as every hash of it, in hex and base64. */
function needlesOf(texts: readonly string[]): readonly string[] {
  const { account } = service.parts.telegram ?? { account: '' };
  const { vault } = service.parts;
  const told = texts.flatMap((text) => [text, `telegram:${account}:${text}`]);
  const hashes = told.flatMap((text) => [
    createHash('sha256').update(text).digest(),
    ...KINDS.map((kind) => vault.index(kind, text)),
  ]);
  return [
    ...texts,
    ...hashes.flatMap((hash) => ['hex', 'base64', 'base64url'].map((form) => hash.toString(form as 'hex'))),
  ];
}

const spellings = (e164: string) => [e164, e164.slice(1), `0${e164.slice(3)}`, e164.slice(3)];

/** Tables and files that hold one of the needles. */
function findIn(dump: Dump, needles: readonly string[]): readonly string[] {
  const holds = (text: string) => needles.some((needle) => text.includes(needle));
  const rows = dump.rows.filter(({ row }) => holds(JSON.stringify(row))).map(({ table }) => table);
  return [...new Set([...rows, ...dump.lines.filter(holds).map((line) => `line: ${line.slice(0, 60)}`)])].toSorted();
}

async function dumpNow(): Promise<Dump> {
  await service.parts.queues.tidy();
  return takeDump({ url: service.database.url, folder: service.env['DATA_DIR'] ?? '', log: inject('runLog') });
}

async function tapWhenShown(label: string, pattern: RegExp): Promise<void> {
  await person.until(() => pattern.test(person.lastMessage?.text ?? ''), 20_000);
  person.tap(label);
}

/** Shares the phone, is invited, answers and leaves a comment; resolves to the receipt's code. */
async function answer(): Promise<string> {
  person.start();
  await person.until((chat) => chat.some(({ from }) => from === 'bot'), 20_000);
  person.shareContact('own');
  await person.until((chat) => chat.some(({ text }) => /đã được xác nhận/.test(text)), 20_000);
  await service.register([{ phone: `0${PHONE.slice(3)}` }]);
  await tapWhenShown('Bắt đầu', /xin chào ông\/bà/);
  for (const position of [1, 2, 3, 4]) await tapWhenShown('4 · Hài lòng', new RegExp(`Câu ${String(position)}/5`));
  await tapWhenShown('Không', /Câu 5\/5/);
  await person.until(() => /nhắn thêm/.test(person.lastMessage?.text ?? ''), 20_000);
  person.type(`${WORD}, gọi ${PHONE} cho chị ${NAME}`);
  const said = await person.until((chat) => chat.findLast(({ text }) => /Mã biên nhận: /.test(text))?.text, 20_000);
  return /Mã biên nhận: ([\w-]+)/.exec(said)?.[1] ?? '';
}

/** Four more of the same unit, so that comments are published. */
async function company(): Promise<void> {
  await query(
    service.database.url,
    `INSERT INTO ballot.response (id, survey_id, unit_code, procedure_code, late, filed_via, proof, locale, flagged,
       disposition, answers, comment, released_on, completed_month)
     SELECT gen_random_uuid(), r.survey_id, r.unit_code, r.procedure_code, r.late, r.filed_via, r.proof, r.locale,
       r.flagged, r.disposition, r.answers, 'Tốt', r.released_on, r.completed_month
     FROM ballot.response r, generate_series(1, 4)`,
  );
}

describe('a canary', () => {
  it('is found nowhere in clear, and its comment nowhere after the response is withdrawn', async () => {
    const code = await answer();
    await until(async () => {
      await releaseMix(service.parts);
      return (await releasedResponses(service)) === 1;
    }, 'the response is released');
    await company();
    await publishComments(service.parts);
    const before = await dumpNow();
    expect(findIn(before, [WORD])).toEqual(['ballot.published_comment', 'ballot.response']);
    expect(findIn(before, [NAME, String(CHAT_ID), ...spellings(PHONE)])).toEqual([]);

    const typed = parseReceiptCode(code);
    if (typed === null) throw new Error('The receipt has no code.');
    await askBack(service.parts, typed);
    await releaseMix(service.parts);
    await publishCells(service.parts);
    await publishComments(service.parts);
    expect(findIn(await dumpNow(), [WORD])).toEqual([]);
  });

  it('leaves nothing but the mark of who is never asked again, after its deletion', async () => {
    const needles = needlesOf([NAME, String(CHAT_ID), ...spellings(PHONE)]);
    expect(findIn(await dumpNow(), needles)).toContain('register.chat');
    await erasePerson(service.parts, PHONE);
    expect(findIn(await dumpNow(), needles)).toEqual(['register.suppression']);
  });
});
