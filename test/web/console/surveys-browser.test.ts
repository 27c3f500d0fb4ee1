import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerDossiers } from '../../../src/service/register-dossiers.ts';
import { SCREENS } from '../../support/browser.ts';
import { USUAL_DOSSIER } from '../../support/usual-dossier.ts';
import { examine } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK, MINISTRY_ADMIN, post, PROVINCE_ADMIN } from './start-console.ts';

const NEW_WORDS = 'Ông/bà hài lòng ở mức nào về nơi nộp hồ sơ?';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
});

afterAll(() => running.close());

/** Registers a completed dossier; resolves to the survey that its invitation asks. */
async function invitedBy(tail: string): Promise<unknown> {
  const at = (instant: string) => new Date(`${instant}+07:00`);
  const row = {
    ...USUAL_DOSSIER,
    code: `H26.99.01-261118-${tail}`,
    unit: '99001',
    procedure: '1.001193',
    filedVia: 'counter' as const,
    receivedAt: at('2026-11-18T08:00'),
    dueAt: at('2026-11-25T17:00'),
    completedAt: at('2026-11-23T09:00'),
    phone: null,
  };
  await registerDossiers(running.shared, { rows: [row], actor: 'test', scope: null, dryRun: false });
  return surveyOf(tail);
}

async function surveyOf(tail: string): Promise<unknown> {
  const [row] = await running.query(
    'SELECT i.survey_id FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id WHERE d.code = $1',
    [`H26.99.01-261118-${tail}`],
  );
  return row?.['survey_id'];
}

const deeds = async () =>
  (
    await running.query(`SELECT action, facts FROM console.audit_entry WHERE action LIKE 'survey.%' ORDER BY position`)
  ).map(({ action }) => action);

describe('src/web/console/surveys', () => {
  it(
    'publishes a survey version: written as a draft, checked, looked at on a phone, asked from then on',
    { timeout: 120_000 },
    async () => {
      expect(await invitedBy('0001')).toBe('sipas-b-1');
      const { page, context, hosts, complaints } = await enterAs(running, MINISTRY_ADMIN.email, '/console/surveys');
      await examine(page, 'versions');
      await page.getByRole('button', { name: 'Soạn phiên bản mới' }).click();
      await page.getByRole('heading', { name: 'Bản nháp sipas-b-2' }).waitFor();
      await examine(page, 'draft');
      await page.fill('#q0-text-vi', NEW_WORDS);
      await page.fill('#q0-text-en', '');
      await page.fill('#q1-criteria', '19-22, 33');
      await page.getByRole('button', { name: 'Đưa vào dùng' }).click();
      const summary = page.getByRole('group', { name: 'Xin sửa 3 chỗ rồi gửi lại' });
      expect(await summary.getByRole('link').allTextContents()).toEqual([
        'Câu 1, Câu hỏi, tiếng Anh: Xin ghi nội dung, cả tiếng Việt lẫn tiếng Anh.',
        'Câu 2, Tiêu chí SIPAS: Tiêu chí 33 thuộc yếu tố khác.',
        'Câu 5, Tiêu chí SIPAS: Tiêu chí 33 được hỏi hai lần.',
      ]);
      await examine(page, 'faults');
      await page.fill('#q0-text-en', 'How satisfied are you with the place where you filed?');
      await page.fill('#q1-criteria', '19-22');
      await page.getByRole('button', { name: 'Câu 1', exact: true }).click();
      await page.getByText('Đã lưu bản nháp').waitFor();
      expect(await page.textContent('.phone .citizen__question')).toBe(NEW_WORDS);
      expect(await page.locator('.phone .tap--answer').first().textContent()).toContain('Rất không hài lòng');
      await page.getByRole('button', { name: 'Tin nhắn Zalo' }).click();
      await page.locator('.phone .bubble').waitFor();
      expect(await page.textContent('.phone .bubble')).toContain(`Câu 1/5. ${NEW_WORDS}`);
      await page.getByRole('button', { name: 'Tiếng Anh', exact: true }).click();
      await page.locator('.phone[lang=en]').waitFor();
      expect(await page.textContent('.phone .bubble')).toContain('the place where you filed?');
      await examine(page, 'preview');
      expect(await invitedBy('0002')).toBe('sipas-b-1');
      await page.getByRole('button', { name: 'Đưa vào dùng' }).click();
      await page.getByRole('heading', { name: 'Đưa sipas-b-2 vào dùng?' }).waitFor();
      expect(await page.textContent('main')).toContain('sửa 1 câu, thêm 0 câu, bỏ 0 câu.');
      await examine(page, 'publish');
      await page.getByRole('button', { name: 'Đưa vào dùng ngay' }).click();
      await page.getByText('Đã đưa sipas-b-2 vào dùng').waitFor();
      expect(await invitedBy('0003')).toBe('sipas-b-2');
      expect([await surveyOf('0001'), await surveyOf('0002')]).toEqual(['sipas-b-1', 'sipas-b-1']);
      const known = await running.shared.references.surveys();
      expect(known.get('sipas-b-2')?.questions[0]?.text.vi).toBe(NEW_WORDS);
      expect(known.get('sipas-b-1')?.questions[0]?.text.vi).not.toBe(NEW_WORDS);
      expect(await deeds()).toEqual([
        'survey.draft-started',
        ...Array.from({ length: 5 }, () => 'survey.draft-changed'),
        'survey.published',
      ]);
      expect([...hosts]).toEqual([new URL(running.base).host]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it.each([
    ['narrow', 'dark', 'vi'],
    ['wide', 'dark', 'en'],
    ['narrow', 'light', 'en'],
  ] as const)('has no fault that axe finds: %s, %s, %s', { timeout: 60_000 }, async (screen, scheme, lang) => {
    await running.parts.surveys.start('test', 'sipas-b-1');
    const look = { viewport: SCREENS[screen], colorScheme: scheme };
    const { page, context, complaints } = await enterAs(
      running,
      MINISTRY_ADMIN.email,
      `/console/surveys?lang=${lang}`,
      look,
    );
    for (const path of ['', '/sipas-b-1?show=3.chat.vi', '/draft?show=0.page.en', '/draft?show=99.page.vi']) {
      await page.goto(`${running.base}/console/surveys${path}`);
      await examine(page, path, { targets: true });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  describe('when things do not fit', () => {
    const as = (email: string) => running.sessionOf(email);
    const revisionOf = async () => (await running.parts.surveys.review())?.draft.revision ?? 0;

    it('never writes over what somebody else saved, without saying so first', async () => {
      await running.parts.surveys.start('test', 'sipas-b-1');
      const seen = await revisionOf();
      const one = (await running.parts.surveys.review())?.draft.survey;
      if (one) await running.parts.surveys.save('somebody', { survey: one, revision: seen });
      const cookie = await as(MINISTRY_ADMIN.email);
      const send = (path: string, revision: number) =>
        running.server.inject(
          post(`/console/surveys/draft${path}`, { revision: String(revision), count: '0' }, cookie),
        );
      for (const path of ['', '/discard', '/publish']) {
        const answer = await send(path, seen);
        expect([path, answer.statusCode]).toEqual([path, 409]);
        expect(answer.body).toContain('Người khác vừa lưu bản nháp này');
      }
      expect((await running.parts.surveys.review())?.draft.survey).toEqual(one);
    });

    it('keeps what was typed when it cannot be read, and publishes nothing that is faulty or unchanged', async () => {
      await running.parts.surveys.start('test', 'sipas-b-1');
      const cookie = await as(MINISTRY_ADMIN.email);
      const fields = { revision: String(await revisionOf()), count: '1', 'q0-key': 'q1', 'q0-criteria': 'mười lăm' };
      const typed = await running.server.inject(post('/console/surveys/draft', fields, cookie));
      expect([typed.statusCode, typed.body.includes('value="mười lăm"')]).toEqual([422, true]);
      expect((await running.parts.surveys.publish('x', await revisionOf())).kind).toBe('unchanged');
      const draft = (await running.parts.surveys.review())?.draft;
      if (draft) await running.parts.surveys.save('x', { ...draft, survey: { ...draft.survey, questions: [] } });
      expect((await running.parts.surveys.publish('x', await revisionOf())).kind).toBe('faults');
      const back = await running.server.inject({ url: '/console/surveys/draft/publish', headers: { cookie } });
      expect([back.statusCode, back.headers.location]).toEqual([303, '/console/surveys/draft']);
    });

    it('discards a draft, and says when there is none', async () => {
      const cookie = await as(MINISTRY_ADMIN.email);
      const gone = await running.server.inject(
        post('/console/surveys/draft/discard', { revision: String(await revisionOf()) }, cookie),
      );
      expect(gone.headers.location).toBe('/console/surveys?discarded=yes');
      const answer = await running.server.inject({ url: '/console/surveys/draft', headers: { cookie } });
      expect([answer.statusCode, answer.body.includes('Không có bản nháp nào')]).toEqual([409, true]);
      const unknown = await running.server.inject(post('/console/surveys/draft/start', { base: 'none-1' }, cookie));
      expect(unknown.statusCode).toBe(404);
    });

    it.each([CLERK, PROVINCE_ADMIN])('lets $role neither see nor change what everybody is asked', async ({ email }) => {
      const cookie = await as(email);
      expect((await running.server.inject({ url: '/console/surveys', headers: { cookie } })).statusCode).toBe(403);
      const start = post('/console/surveys/draft/start', { base: 'sipas-b-1' }, cookie);
      expect((await running.server.inject(start)).statusCode).toBe(403);
      const { body } = await running.server.inject({ url: '/console', headers: { cookie } });
      expect(body).not.toContain('/console/surveys');
    });

    it('leaves a version with answers as it is, in the database too', async () => {
      await running.execute(`UPDATE register.survey SET frozen_at = now() WHERE id = 'sipas-b-1'`);
      for (const sql of [
        `UPDATE register.survey SET definition = definition || '{"x": 1}' WHERE id = 'sipas-b-1'`,
        `UPDATE register.survey SET frozen_at = NULL WHERE id = 'sipas-b-1'`,
        `DELETE FROM register.survey WHERE id = 'sipas-b-1'`,
      ]) {
        await expect(running.execute(sql)).rejects.toThrow('survey sipas-b-1 has answers and stays as it is');
      }
      const { body } = await running.server.inject({
        url: '/console/surveys/sipas-b-1',
        headers: { cookie: await as(MINISTRY_ADMIN.email) },
      });
      expect(body).toContain('không sửa được nữa');
    });
  });
});
