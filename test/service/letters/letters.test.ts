import { Writable } from 'node:stream';
import { createLog } from '../../../src/lib/log.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/app/parts.ts';
import { timersOf } from '../../../src/app/run-timers.ts';
import { createMailer } from '../../../src/channel/mail/mailer.ts';
import { closeLedger } from '../../../src/service/close-ledger.ts';
import type { LetterParts } from '../../../src/service/letters/letter-parts.ts';
import { sendAlerts } from '../../../src/service/letters/send-alerts.ts';
import { sendDigests } from '../../../src/service/letters/send-digests.ts';
import { sendLedgerRoot } from '../../../src/service/letters/send-ledger-root.ts';
import { openPeopleDesk } from '../../../src/service/people/people-desk.ts';
import { alertWords } from '../../../src/web/ui/alert-words.ts';
import { unitLabel } from '../../../src/web/ui/format.ts';
import { SENDER, startFakeSmtp, type FakeSmtp } from '../../support/fake-smtp.ts';
import { logToRun } from '../../support/run-log.ts';
import { COUNTS, fillUnit, publish } from '../../web/console/figures.ts';
import {
  AUDITOR,
  CLERK,
  cookieOf,
  NOW,
  post,
  PROVINCE_ADMIN,
  startConsole,
  WARD_ADMIN,
  type RunningConsole,
} from '../../web/console/start-console.ts';

let running: RunningConsole;
let smtp: FakeSmtp;
let now = NOW;

beforeAll(async () => {
  running = await startConsole();
  smtp = await startFakeSmtp();
  const usual = { completed: 120, invited: 110, delivered: 100, started: 70 };
  await fillUnit(running, '99001', '2026-09', { ...usual, finished: 60 });
  await fillUnit(running, '99001', '2026-10', { ...usual, finished: 10 });
  await fillUnit(running, '99001', '2026-11', { completed: 9, invited: 7, delivered: 6, started: 5, finished: 4 });
  for (const unit of ['99001', '01']) await publish(running, unit, '2026-11', 40, COUNTS);
});

afterAll(async () => {
  await smtp.stop();
  await running.close();
});

function parts(): LetterParts {
  return {
    ...running.shared,
    mailer: createMailer({ url: smtp.url, from: SENDER }, logToRun(), () => null),
    clock: { now: () => now },
    publicUrl: 'https://hai-long.test',
    phrases: { unit: unitLabel, alert: alertWords },
  };
}

async function choose(email: string, wanted: Readonly<Record<string, string>>, lang = 'vi') {
  const cookie = `${await cookieOf(running.accounts, email)}; hl-lang=${lang}`;
  return running.server.inject(post('/console/account/mail', wanted, cookie));
}

/** Its process dies with the letter in hand. */
const DYING: LetterParts['mailer'] = { send: () => Promise.reject(new Error('dead')) };
const CLAIM_MS = 10 * 60_000 + 1;

const lettersTo = (email: string) => smtp.letters.filter(({ to }) => to.includes(email));

describe('src/service/letters', () => {
  it('keeps for each what they want, and offers it to whoever sees figures', async () => {
    expect((await choose(PROVINCE_ADMIN.email, { digest: 'on', alerts: 'on' })).headers.location).toContain(
      'done=mail',
    );
    await choose(WARD_ADMIN.email, { digest: 'on', alerts: 'on' }, 'en');
    await choose(CLERK.email, { digest: 'on', alerts: 'on' });
    const account = async (email: string) =>
      (
        await running.server.inject({
          url: '/console/account',
          headers: { cookie: await cookieOf(running.accounts, email) },
        })
      ).body;
    expect(await account(PROVINCE_ADMIN.email)).toMatch(/name="digest"[^>]*checked/);
    expect(await account(AUDITOR.email)).toMatch(/name="digest"(?![^>]*checked)/);
    expect(await account(CLERK.email)).not.toContain('name="digest"');
  });

  it('sends the digest on Monday from eight, once to each in the whole fleet', async () => {
    for (const instant of ['2026-11-23T07:59:00+07:00', '2026-11-23T20:00:00+07:00', '2026-11-24T09:00:00+07:00']) {
      now = new Date(instant);
      expect(await sendDigests(parts())).toBe(0);
    }
    now = new Date('2026-11-23T08:00:00+07:00');
    const sent = await Promise.all([sendDigests(parts()), sendDigests(parts()), sendDigests(parts())]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await sendDigests(parts())).toBe(0);
    expect(smtp.letters.map(({ to }) => to.join())).toEqual(
      expect.arrayContaining([PROVINCE_ADMIN.email, WARD_ADMIN.email]),
    );
    now = new Date('2026-11-30T08:00:00+07:00');
    expect(await sendDigests(parts())).toBe(2);
  });

  it('says three sentences, and to a ward nothing that its screens withhold', () => {
    const [province] = lettersTo(PROVINCE_ADMIN.email);
    expect(province?.subject).toBe('Hài Lòng: tóm tắt tuần, Thành phố Hà Nội, 23/11/2026');
    expect(province?.from).toBe(SENDER);
    const [greeting, body, foot] = province?.text.trim().split('\n\n') ?? [];
    expect(greeting).toBe(`Kính gửi ông/bà ${PROVINCE_ADMIN.name},`);
    expect(body).toMatch(
      /^Tháng 11\/2026 tới nay, 4 khảo sát trả lời xong trên 6 lời mời đã tới: tỷ lệ trả lời 66,7 % \(.*\)\. Tỷ lệ hài lòng từ tháng 09\/2026 đến tháng 11\/2026 là 81,76 % \(.*170 câu trả lời\)\. Cần xem: Tỷ lệ trả lời giảm: .*\.$/,
    );
    expect(foot).toContain('https://hai-long.test/console/account');
    const [ward] = lettersTo(WARD_ADMIN.email);
    expect(ward?.text).toContain('In 11/2026 so far, fewer than 10 invitations');
    expect(ward?.text).not.toMatch(/66\.7|4 surveys|of 6/);
  });

  it('tells each alert once, and again what the server did not take', async () => {
    now = new Date('2026-11-24T07:00:00+07:00');
    expect(await sendAlerts(parts())).toBe(0);
    now = new Date('2026-11-24T09:00:00+07:00');
    const references = { ...running.shared.references, units: () => Promise.reject(new Error('away')) };
    await expect(sendAlerts({ ...parts(), references })).rejects.toThrow('away');
    await expect(sendAlerts({ ...parts(), mailer: DYING })).rejects.toThrow('dead');
    expect(await sendAlerts(parts())).toBe(0);
    now = new Date(now.getTime() + CLAIM_MS);
    smtp.refuse(true);
    expect(await sendAlerts(parts())).toBe(0);
    smtp.refuse(false);
    const sent = await Promise.all([sendAlerts(parts()), sendAlerts(parts())]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(2);
    const letters = lettersTo(PROVINCE_ADMIN.email).filter(({ subject }) => subject.includes('có việc cần xem'));
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain('- Tỷ lệ trả lời giảm');
    now = new Date('2026-11-25T09:00:00+07:00');
    expect(await sendAlerts(parts())).toBe(0);
  });

  it('tells those above wards once of a citizen’s request that is due, and once more when it is overdue', async () => {
    const by = { actor: { kind: 'person', id: 'test' }, scope: PROVINCE_ADMIN.scope } as const;
    await running.parts.requests.take(by, { kind: 'access', phone: '0912345678', receivedOn: '2026-11-23' });
    const told = () => lettersTo(PROVINCE_ADMIN.email).filter(({ text }) => text.includes('yêu cầu của người dân'));
    expect([await sendAlerts(parts()), await sendAlerts(parts())]).toEqual([1, 0]);
    expect(told()[0]?.text).toContain('- 1 yêu cầu của người dân về dữ liệu sắp đến hạn; hạn sớm nhất là 25/11/2026.');
    now = new Date('2026-11-26T09:00:00+07:00');
    expect([await sendAlerts(parts()), await sendAlerts(parts())]).toEqual([1, 0]);
    expect(told()[1]?.text).toContain('đã quá hạn');
    await running.execute('DELETE FROM register.person_request');
  });

  it('loses no digest to a database that was away, and keeps nobody else from theirs', async () => {
    now = new Date('2026-12-07T09:00:00+07:00');
    const { figures } = running.shared;
    const counts: typeof figures.counts = (filter, by, scope) =>
      scope === PROVINCE_ADMIN.scope ? Promise.reject(new Error('away')) : figures.counts(filter, by, scope);
    const before = lettersTo(WARD_ADMIN.email).length;
    await expect(sendDigests({ ...parts(), figures: { ...figures, counts } })).rejects.toThrow('away');
    expect(lettersTo(WARD_ADMIN.email)).toHaveLength(before + 1);
    expect(await sendDigests(parts())).toBe(1);
  });

  it('tries each letter once a turn, so that none that is refused keeps others waiting', async () => {
    now = new Date('2026-12-14T09:00:00+07:00');
    await running.execute(`
      INSERT INTO console.user (id, name, email, role, unit_code)
      SELECT '0-' || i, 'Thử', 'khong-nhan-' || i || '@hai-long.invalid', 'auditor', NULL FROM generate_series(1, 60) i;
      INSERT INTO console.account (id, account_id, provider_id, user_id)
      SELECT u.id, u.id, 'credential', u.id FROM console.user u WHERE u.id LIKE '0-%';
      INSERT INTO console.subscription (user_id, digest, alerts, locale)
      SELECT u.id, true, false, 'vi' FROM console.user u WHERE u.id LIKE '0-%'`);
    const tried: string[] = [];
    const mailer: LetterParts['mailer'] = {
      send: async ({ to }) => {
        tried.push(to);
        return !to.endsWith('.invalid');
      },
    };
    const timers = timersOf({ ...parts(), mailer } as unknown as Parts, () => undefined);
    const digests = timers.find(({ name }) => name === 'digest.send');
    await digests?.run();
    expect(tried).toHaveLength(62);
    expect(new Set(tried).size).toBe(62);
    tried.length = 0;
    await digests?.run();
    expect(tried).toHaveLength(60);
    await running.execute(`DELETE FROM console.user u WHERE u.id LIKE '0-%'`);
  });

  it('sends a digest once the claim has ended of a process that died over it', async () => {
    await running.execute('UPDATE console.subscription SET digest_week = NULL');
    now = new Date('2026-12-14T10:00:00+07:00');
    await expect(sendDigests({ ...parts(), mailer: DYING })).rejects.toThrow('dead');
    expect(await sendDigests(parts())).toBe(0);
    now = new Date(now.getTime() + CLAIM_MS);
    expect([await sendDigests(parts()), await sendDigests(parts())]).toEqual([2, 0]);
  });

  it('stops for whoever leaves or no longer wants letters', async () => {
    await choose(PROVINCE_ADMIN.email, {});
    await running.execute('UPDATE console.user SET deactivated_at = now() WHERE email = $1', [WARD_ADMIN.email]);
    now = new Date('2026-12-21T09:00:00+07:00');
    expect([await sendDigests(parts()), await sendAlerts(parts())]).toEqual([0, 0]);
  });

  it('sends the ledger’s roots to whoever keeps them, each day once', async () => {
    const ledgerParts = {
      ...running.shared,
      ...parts(),
      log: logToRun(),
      ledgerMailTo: ['luu-tru@so-noi-vu.test', 'kiem-toan@hai-long.test'],
    };
    await closeLedger(ledgerParts);
    await expect(sendLedgerRoot({ ...ledgerParts, mailer: DYING })).rejects.toThrow('dead');
    expect(await sendLedgerRoot(ledgerParts)).toBe(0);
    now = new Date(now.getTime() + CLAIM_MS);
    const sent = await Promise.all([sendLedgerRoot(ledgerParts), sendLedgerRoot(ledgerParts)]);
    expect(sent.toSorted()).toEqual([0, 2]);
    const [day] = await running.shared.ledger.days(1);
    const [letter] = lettersTo('luu-tru@so-noi-vu.test');
    expect(letter?.text).toContain(day?.root);
    expect(letter?.text).toContain('https://hai-long.test/cong-khai');
    expect(await sendLedgerRoot(ledgerParts)).toBe(0);
    expect(await sendLedgerRoot({ ...ledgerParts, ledgerMailTo: [] })).toBe(0);
  });

  it('mails the link of an invitation', async () => {
    const desk = openPeopleDesk({ ...running.shared, mailer: parts().mailer });
    const manager = { id: 'test', role: 'ministry-admin', scope: null, name: 'Thử' } as const;
    const invited = { name: 'Vũ Thị Mới', email: 'moi@hai-long.test', role: 'auditor', unit: null } as const;
    const outcome = await desk.invite(manager, invited, 'vi');
    expect(outcome).toMatchObject({ kind: 'invited', link: { mailed: true } });
    const [letter] = lettersTo('moi@hai-long.test');
    expect(letter?.text).toContain(outcome.kind === 'invited' ? outcome.link.url : '-');
  });

  it('puts neither password, address nor words into the log when a server refuses', async () => {
    const lines: string[] = [];
    const log = createLog(
      'trace',
      new Writable({ write: (line, _encoding, done) => (lines.push(String(line)), done()) }),
    );
    const letter = { to: 'ai-do@hai-long.test', subject: 'Bí mật', text: 'Bí mật' };
    for (const url of [smtp.url.replace(/:[^:@/]+@/, ':sai-mat-khau@'), 'smtp://nguoi:mat-khau@127.0.0.1:1']) {
      expect(await createMailer({ url, from: SENDER }, log, () => null).send(letter)).toBe(false);
    }
    expect(lines.map((line) => (JSON.parse(line) as { code: string }).code)).toEqual(['EAUTH', 'ESOCKET']);
    expect(lines.join('')).not.toMatch(/mat-khau|ai-do|Bí mật|127\.0\.0\.1/);
  });
});
