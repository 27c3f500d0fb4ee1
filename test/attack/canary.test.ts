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
import { openQueueFile, type QueueFile } from './queue-file.ts';

const PHONE = '+84912600777';
const CHAT_ID = 7_612_345_671;
const NAME = 'Chimyenhot';
/** In the comment, where no rule takes it for a name. */
const WORD = 'chimyenhotnho';
/** Put where it may be found, to show that the search finds what is there. */
const CONTROL = 'chimsaudo';
const FORGOTTEN = 'chimsaudo-quenroi';

/** Where a keyed hash of the canary lies while the service knows it; every kind that is kept of anything is tried. */
const HELD: Readonly<Record<IndexKind, readonly string[]>> = {
  phone: ['register.chat', 'register.dossier', 'register.invitation'],
  address: ['register.chat'],
  payload: [],
  token: [],
  device: [],
  audit: [],
  'sign-in': [],
  tracking: [],
  'receipt-code': [],
  'receipt-leaf': [],
  'receipt-response': [],
  'ledger-salt': [],
  'ledger-comment': [],
  withdrawal: [],
  'key-check': [],
  'back-check': [],
};
const SUPPRESSED = ['register.suppression'];
const KINDS = Object.keys(HELD) as readonly IndexKind[];

let service: TestService;
let person: Person;
let queueFile: QueueFile;

beforeAll(async () => {
  service = await startService({ env: { BACK_CHECK_PERCENT: '100' } });
  queueFile = await openQueueFile(service);
  person = service.telegram.person(CHAT_ID, { phone: PHONE.slice(1), firstName: NAME, lastName: NAME });
});

afterAll(async () => {
  queueFile.close();
  await service.close();
});

const FORMS = ['hex', 'base64', 'base64url'] as const;
const spellings = (e164: string) => [e164, e164.slice(1), `0${e164.slice(3)}`, e164.slice(3)];
/** The person in every usual spelling. */
const IN_CLEAR = [NAME, String(CHAT_ID), ...spellings(PHONE)];

/** What may have been hashed: a text by itself, or as a chat's address. */
function hashed(hash: (text: string) => Buffer): readonly string[] {
  const { account } = service.parts.telegram ?? { account: '' };
  const told = IN_CLEAR.flatMap((text) => [text, `telegram:${account}:${text}`]);
  return told.flatMap((text) => FORMS.map((form) => hash(text).toString(form)));
}

const hashesOf = (kind: IndexKind) => hashed((text) => service.parts.vault.index(kind, text));
const plainHashes = () => hashed((text) => createHash('sha256').update(text).digest());

/** Tables and files that hold one of the needles. */
function findIn(dump: Dump, needles: readonly string[]): readonly string[] {
  const holds = (text: string) => needles.some((needle) => text.includes(needle));
  const rows = dump.rows.filter(({ row }) => holds(JSON.stringify(row))).map(({ table }) => table);
  const files = dump.lines.filter(({ text }) => holds(text)).map(({ file }) => (QUEUE.test(file) ? 'queue' : file));
  return [...new Set([...rows, ...files])].toSorted();
}

const QUEUE = /^redis\/.*\.aof$/;

function findEach(dump: Dump): Readonly<Record<IndexKind, readonly string[]>> {
  return Object.fromEntries(KINDS.map((kind) => [kind, findIn(dump, hashesOf(kind))])) as typeof HELD;
}

const NOWHERE = Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as typeof HELD;

function dumpNow(): Promise<Dump> {
  return takeDump({ url: service.database.url, folder: service.env['DATA_DIR'] ?? '', log: inject('runLog') });
}

/** Of the queue's file once as it has grown, and once as the night leaves it. */
async function dumpTwice(): Promise<readonly [Dump, Dump]> {
  const grown = await dumpNow();
  await queueFile.rewrite();
  return [grown, await dumpNow()];
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
  it('would be found in the log, in the queue before and after its file is rewritten, and there no longer once removed', async () => {
    service.parts.log.info({ unit: CONTROL }, 'control');
    await queueFile.redis.hset(CONTROL, 'name', CONTROL, 'number', CHAT_ID);
    await queueFile.redis.set(FORGOTTEN, `${FORGOTTEN} ${'x'.repeat(200)}`);
    await queueFile.redis.del(FORGOTTEN);
    const [grown, rewritten] = await dumpTwice();
    await queueFile.redis.del(CONTROL);
    await queueFile.rewrite();
    const empty = await dumpNow();
    expect([grown, rewritten, empty].map((dump) => findIn(dump, [CONTROL]))).toEqual([
      ['log', 'queue'],
      ['log', 'queue'],
      ['log'],
    ]);
    expect([grown, rewritten].map((dump) => findIn(dump, [String(CHAT_ID)]))).toEqual([['queue'], ['queue']]);
    expect([grown, rewritten].map((dump) => findIn(dump, [FORGOTTEN]))).toEqual([['queue'], []]);
  });

  it('is found nowhere in clear, and its comment nowhere after the response is withdrawn', async () => {
    const code = await answer();
    await until(async () => {
      await releaseMix(service.parts);
      return (await releasedResponses(service)) === 1;
    }, 'the response is released');
    await company();
    await publishComments(service.parts);
    for (const dump of await dumpTwice()) {
      expect(findIn(dump, [WORD])).toEqual(['ballot.published_comment', 'ballot.response']);
      expect(findIn(dump, IN_CLEAR)).toEqual([]);
    }

    const typed = parseReceiptCode(code);
    if (typed === null) throw new Error('The receipt has no code.');
    await askBack(service.parts, typed);
    await releaseMix(service.parts);
    await publishCells(service.parts);
    await publishComments(service.parts);
    for (const dump of await dumpTwice()) expect(findIn(dump, [WORD])).toEqual([]);
  });

  it('leaves nothing but the mark of who is never asked again, after its deletion', async () => {
    for (const dump of await dumpTwice()) expect(findEach(dump)).toEqual(HELD);
    await erasePerson(service.parts, PHONE);
    for (const dump of await dumpTwice()) {
      expect(findEach(dump)).toEqual({ ...NOWHERE, phone: SUPPRESSED, address: SUPPRESSED });
      expect(findIn(dump, [...IN_CLEAR, ...plainHashes()])).toEqual([]);
    }
  });
});
