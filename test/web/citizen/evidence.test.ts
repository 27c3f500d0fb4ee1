import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatReceiptCode } from '../../../src/domain/receipt-code.ts';
import type { Ballot } from '../../../src/domain/response.ts';
import { parsePublished } from '../../../src/domain/verify-ledger.ts';
import { askBack } from '../../../src/service/ask-back.ts';
import { publishedLedger } from '../../../src/service/check-ledger.ts';
import { receiptCodeOf, receiptMarks } from '../../../src/service/receipt.ts';
import { releaseMix } from '../../../src/service/release-mix.ts';
import { showLedgerDays, showLedgerEntries } from '../../../src/service/show-ledger.ts';
import { methodInForce } from '../../../src/service/method/method-desk.ts';
import { publicReports } from '../../../src/service/show-public.ts';
import { showReceipt } from '../../../src/service/show-receipt.ts';
import { evidenceSurface } from '../../../src/web/citizen/evidence.ts';
import { sha256 } from '../../../src/lib/vault.ts';
import { prepareDraws } from '../../../src/service/draw/prepare-draws.ts';
import { showDraw, showDraws } from '../../../src/service/draw/show-draws.ts';
import { findViolations, openPage, SCREENS } from '../../support/browser.ts';
import type { WebWorld } from '../../support/web-world.ts';
import { newResponse } from '../../store/samples.ts';
import { startSurfaceInBrowser, type SurfaceInBrowser } from './surface-in-browser.ts';

let running: SurfaceInBrowser;
let world: WebWorld;
let server: FastifyInstance;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  running = await startSurfaceInBrowser(({ parts }) =>
    evidenceSurface({
      showReceipt: (code) => showReceipt(parts, code),
      askBack: (code) => askBack(parts, code),
      publicReport: publicReports(parts),
      method: (unit) => methodInForce(parts, unit),
      showLedgerDays: (limit) => showLedgerDays(parts.ledger, limit),
      showLedgerEntries: (day) => showLedgerEntries(parts.ledger, day),
      showDraws: (limit) => showDraws(parts, limit),
      showDraw: (month) => showDraw(parts, month),
      publishedLedger: () => publishedLedger(parts.ledger),
      units: () => parts.references.units(),
    }),
  );
  ({ world, server, origin, browser } = running);
});

afterAll(() => running.close());

/** Five alike in the mix of the demonstration commune; the receipt of one. */
async function vote(): Promise<string> {
  const { vault, database } = world.parts;
  const codes = Array.from({ length: 5 }, () => receiptCodeOf(vault, randomUUID()));
  for (const code of codes) {
    const { id, releasedOn: _, withdrawalIndex: __, commentMark: ___, ...rest } = newResponse();
    const ballot: Ballot = { ...rest, receipt: receiptMarks(vault, code) };
    const sealed = vault.seal('mix', '99001', JSON.stringify(ballot));
    await database.register.$executeRaw`
      INSERT INTO ballot.mix (id, unit_code, sealed, entered_at) VALUES (${id}::uuid, '99001', ${sealed}, now())`;
  }
  return formatReceiptCode(codes[0] ?? '');
}

const release = () => releaseMix({ ...world.parts, mixBatch: 5, mixMaxHours: 168 });

async function look(page: Page, code: string): Promise<void> {
  await page.goto(`${origin}/bien-nhan`);
  await page.getByLabel('Mã biên nhận').fill(code);
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.waitForLoadState();
}

async function expectSound(page: Page): Promise<void> {
  expect(await findViolations(page)).toEqual([]);
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

describe('src/web/citizen/evidence.ts', () => {
  it('follows a response from the mix to the ledger and out again', async () => {
    const code = await vote();
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow, javaScriptEnabled: false });
    await look(page, code);
    await page.getByRole('heading', { name: 'Chưa thấy ý kiến này' }).waitFor();
    await release();
    await look(page, code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('heading', { name: 'Ý kiến đã được tính' }).waitFor();
    await page.getByText('được khóa sau nửa đêm').waitFor();
    world.setNow('2026-10-09T10:00:00+07:00');
    await release();
    await look(page, code);
    await page.getByText('dưới mã gốc đã công bố').waitFor();
    expect(page.url()).toBe(`${origin}/bien-nhan`);
    expect(await page.content()).not.toMatch(/Rất hài lòng|access|salt/);
    await context.close();
  });

  it('shows all of it in a browser that finds nothing wrong', async () => {
    const code = await vote();
    await release();
    world.setNow('2026-10-12T10:00:00+07:00');
    await release();
    for (const viewport of [SCREENS.wide, SCREENS.narrow]) {
      const { page, context } = await openPage(browser, { viewport });
      await page.goto(`${origin}/bien-nhan`);
      await expectSound(page);
      await look(page, 'nonsense');
      await page.getByText('Mã này viết chưa đúng').first().waitFor();
      await expectSound(page);
      await look(page, code);
      await page.getByText('Bằng chứng để tự kiểm tra').click();
      await expectSound(page);
      await page.goto(`${origin}/cong-khai`);
      await expectSound(page);
      await page.getByRole('link', { name: '11/10/2026' }).click();
      await page.getByText('Khớp').first().waitFor();
      await expectSound(page);
      await context.close();
    }
  });

  it('takes a response back once its holder asks twice for it', async () => {
    const code = await vote();
    await release();
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow });
    await look(page, code);
    await page.getByText('Muốn rút lại?').click();
    await page.getByRole('button', { name: 'Rút lại ý kiến' }).click();
    await page.getByText('Ông/bà đã yêu cầu rút lại').waitFor();
    await expectSound(page);
    await vote();
    await release();
    await look(page, code);
    await page.getByRole('heading', { name: 'Ý kiến đã được rút' }).waitFor();
    await expectSound(page);
    await context.close();
  });

  it('publishes each draw before its month, its key after it', async () => {
    expect((await server.inject('/cong-khai/rut-tham')).body).toContain('Chưa có kỳ nào');
    world.setNow('2026-10-12T10:00:00+07:00');
    await prepareDraws(world.parts);
    const file = async (month: string) => {
      const { headers, body } = await server.inject(`/cong-khai/rut-tham/${month}/draw.json`);
      return [headers['content-disposition'], JSON.parse(body)];
    };
    const [name, november] = await file('2026-11');
    expect([name, november.from, november.to, november.key, november.rates]).toEqual([
      'attachment; filename="draw-2026-11.json"',
      '2026-11-01',
      '2026-11-30',
      null,
      {},
    ]);
    world.setNow('2026-12-01T00:00:01+07:00');
    const [, over] = await file('2026-11');
    expect([over.commitment, sha256(Buffer.from(over.key, 'hex')).toString('hex')]).toEqual([
      november.commitment,
      november.commitment,
    ]);
    for (const month of ['2026-09', '2026-13', 'x']) {
      expect((await server.inject(`/cong-khai/rut-tham/${month}/draw.json`)).statusCode).toBe(404);
    }
    for (const viewport of [SCREENS.wide, SCREENS.narrow]) {
      const { page, context } = await openPage(browser, { viewport });
      await page.goto(`${origin}/cong-khai/rut-tham`);
      await page.getByText(over.key).waitFor();
      await expectSound(page);
      await context.close();
    }
  });

  it('publishes every hash as text, and no day that is none', async () => {
    const file = await server.inject('/cong-khai/so-cai.txt');
    expect(file.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(parsePublished(file.body)?.length).toBeGreaterThan(2);
    expect((await server.inject('/cong-khai/2026-02-30')).statusCode).toBe(404);
    expect((await server.inject({ url: '/cong-khai?lang=en' })).body).toContain('Public ledger');
    expect((await server.inject({ url: '/bien-nhan?lang=en' })).body).toContain('Receipt code');
  });

  it('shows the country, a province and a commune to anybody, for a while from a cache, and finds units by name', async () => {
    const country = await server.inject('/cong-khai');
    expect([country.statusCode, country.headers['cache-control'], country.headers['vary']]).toEqual([
      200,
      'public, max-age=600',
      'cookie',
    ]);
    expect(country.headers['set-cookie']).toBeUndefined();
    expect((await server.inject('/cong-khai?lang=en')).headers['cache-control']).toBe('no-store');
    expect((await server.inject('/cong-khai/don-vi/99001')).body).toContain('href="/cong-khai/don-vi/01"');
    expect((await server.inject('/cong-khai?q=mau+mot')).body).toContain('href="/cong-khai/don-vi/99001"');
    expect((await server.inject('/cong-khai?q=%3Cb%3E')).body).not.toContain('<b>”');
    for (const code of ['12345', '00000', 'x', '01%27'])
      expect((await server.inject(`/cong-khai/don-vi/${code}`)).statusCode).toBe(404);
    for (const viewport of [SCREENS.wide, SCREENS.narrow]) {
      const { page, context } = await openPage(browser, { viewport, javaScriptEnabled: true });
      for (const path of ['/cong-khai?q=mau', '/cong-khai/don-vi/01', '/cong-khai/don-vi/99001']) {
        await page.goto(`${origin}${path}`);
        await expectSound(page);
      }
      await context.close();
    }
  });
});
