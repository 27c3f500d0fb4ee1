import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocs as en } from '../../../src/domain/text/en/api-docs.ts';
import { apiDocs as vi } from '../../../src/domain/text/vi/api-docs.ts';
import { createApiKey } from '../../../src/service/create-api-key.ts';
import type { OpenApiDocument } from '../../../src/web/api/open-api.ts';
import { OPERATIONS } from '../../../src/web/api/operations.ts';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { API_KEY } from '../../support/fixed-secrets.ts';
import { completedDossier, startService, type TestService } from '../../support/service.ts';

let service: TestService;
let browser: Browser;
let document: OpenApiDocument;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

beforeAll(async () => {
  service = await startService();
  browser = await openBrowser();
  document = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as OpenApiDocument;
  ajv.addSchema(document, 'document');
});

afterAll(async () => {
  await browser.close();
  await service.close();
});

/** Compiles what the document says at a place, references and all. */
function validatorAt(...path: readonly string[]): ValidateFunction {
  const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.getSchema(`document#/${pointer}`);
  if (!validate) throw new Error(`The document has nothing at ${pointer}.`);
  return validate;
}

function answerValidator(path: string, method: string, status: string): ValidateFunction {
  const type = status === '200' ? 'application/json' : 'application/problem+json';
  return validatorAt('paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema');
}

function expectFit(validate: ValidateFunction, value: unknown): void {
  const fits = validate(value);
  expect([fits, validate.errors ?? []]).toEqual([true, []]);
}

interface Call {
  readonly method?: string;
  /** As the document has it. */
  readonly path: string;
  /** What is really asked for. */
  readonly url?: string;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly status?: number;
}

async function expectAnswer({
  method = 'GET',
  path,
  url = path,
  body,
  key = API_KEY,
  status = 200,
}: Call): Promise<unknown> {
  const httpResponse = await fetch(`${service.url}/api/v1${url}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await httpResponse.json();
  expect([path, httpResponse.status]).toEqual([path, status]);
  expectFit(answerValidator(path, method, String(status)), answer);
  return answer;
}

describe('src/web/api/open-api.ts', () => {
  it('documents every route that is served, and no other', () => {
    const served = service.routes
      .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/v1'))
      .map(
        ({ method, url, access }) => `${access} ${method} ${url.slice('/api/v1'.length).replace(/:(\w+)/g, '{$1}')}`,
      );
    const documented = OPERATIONS.map(({ access, method, path }) => `${access} ${method} ${path}`);
    expect(documented.toSorted()).toEqual(served.toSorted());
    const published = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(published.toSorted()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('tells tools where the API is, in the language asked for', async () => {
    const answer = await fetch(`${service.url}/api/v1/openapi.json`, { headers: { 'accept-language': 'en' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const english = (await answer.json()) as OpenApiDocument;
    expect([english.openapi, english.info.title, document.info.title]).toEqual(['3.1.0', en.title, vi.title]);
    expect(english.servers).toEqual([{ url: `${service.parts.publicUrl}/api/v1` }]);
  });

  it('says what every field and every parameter means, in both languages', () => {
    const { schemas } = document.components;
    const silent = Object.entries(schemas)
      .filter(([name]) => name !== 'DvcqgCall')
      .flatMap(([name, { properties = {} }]) =>
        Object.entries(properties).flatMap(([field, { description }]) => (description ? [] : [`${name}.${field}`])),
      );
    expect(silent).toEqual([]);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const parameters = operations.flatMap((operation) => operation.parameters);
    expect(parameters.filter(({ description }) => description === '')).toEqual([]);
    const keys = (text: object): unknown =>
      Object.entries(text).map(([key, value]) => [key, typeof value === 'object' && value !== null ? keys(value) : '']);
    expect(keys(en)).toEqual(keys(vi));
  });

  it('has examples that fit', () => {
    for (const { method, path, example, body } of OPERATIONS) {
      if (!example) continue;
      expectFit(answerValidator(path, method, '200'), example.answered);
      if (body.length === 0) continue;
      const place = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
      expectFit(validatorAt(...place), example.sent);
    }
  });

  describe('real answers fit the document', () => {
    it('of registrations', async () => {
      const dossier = completedDossier();
      await expectAnswer({ method: 'POST', path: '/dossiers', body: dossier });
      await expectAnswer({ method: 'POST', path: '/dossiers', body: [dossier, { code: 'x' }, 7] });
      await expectAnswer({ method: 'POST', path: '/dossiers', url: '/dossiers?dryRun', body: completedDossier() });
      await expectAnswer({ method: 'POST', path: '/dossiers', url: '/dossiers?dryRun=x', body: {}, status: 400 });
      const many = Array.from({ length: 1001 }, () => ({}));
      await expectAnswer({ method: 'POST', path: '/dossiers', body: many, status: 422 });
    });

    it('of national records', async () => {
      const { code, dueAt, receivedAt } = completedDossier();
      const record = {
        MaHoSo: code,
        MaTTHC: '1.001193',
        NgayTiepNhan: receivedAt,
        NgayHenTra: dueAt,
        TrangThaiHoSo: '4',
      };
      await expectAnswer({ method: 'POST', path: '/dossiers/dvcqg', body: { data: [record, {}] } });
      await expectAnswer({ method: 'POST', path: '/dossiers/dvcqg', body: record });
    });

    it('of lists and of test keys', async () => {
      await expectAnswer({ method: 'POST', path: '/dossiers', body: completedDossier() });
      await expectAnswer({ path: '/dossiers' });
      await expectAnswer({ path: '/dossiers', url: '/dossiers?limit=0', status: 400 });
      const { key } = await createApiKey(service.stores.apiKeys, 'trial', null, { test: true });
      await expectAnswer({ method: 'POST', path: '/dossiers', body: completedDossier(), key });
      await expectAnswer({ path: '/dossiers', key });
    });

    it('of dossiers', async () => {
      const [organisation, person, open] = [
        { ...completedDossier(), applicant: 'organisation' },
        completedDossier(),
        { ...completedDossier(), completedAt: undefined, returnedAt: undefined },
      ];
      await service.register([organisation, person, open]);
      for (const { code } of [organisation, person, open]) {
        await expectAnswer({ path: '/dossiers/{code}', url: `/dossiers/${code}` });
      }
      await expectAnswer({ path: '/dossiers/{code}', url: '/dossiers/H26.99.01-261005-9999', status: 404 });
    });

    it('of figures', async () => {
      for (const groupBy of ['unit', 'procedure', 'channel', 'filedVia', 'month']) {
        await expectAnswer({ path: '/rates', url: `/rates?groupBy=${groupBy}` });
      }
      await expectAnswer({ path: '/rates' });
      const { key } = await createApiKey(service.stores.apiKeys, 'ward', '99001');
      await expectAnswer({ path: '/rates', url: '/rates?unit=99002', key, status: 403 });
      await expectAnswer({ path: '/rates', url: '/rates?from=x', status: 400 });
      for (const groupBy of ['factor', 'month'])
        await expectAnswer({ path: '/indices', url: `/indices?groupBy=${groupBy}` });
      await expectAnswer({ path: '/indices' });
    });

    it('of calls without a key, everywhere', async () => {
      for (const { method, path, access } of OPERATIONS) {
        if (access !== 'api-key') continue;
        const url = path.replace('{code}', 'x');
        await expectAnswer({ method, path, url, key: null, status: 401, ...(method === 'POST' ? { body: {} } : {}) });
      }
    });
  });

  it.each([
    ['wide', 'vi', vi],
    ['narrow', 'en', en],
  ] as const)('is shown as a page for people, %s and in %s', async (screen, lang, text) => {
    const { context, page, hosts, complaints } = await openPage(browser, { viewport: SCREENS[screen] });
    await page.goto(`${service.url}/api?lang=${lang}`);
    expect(await page.title()).toContain(text.title);
    for (const { id } of OPERATIONS) expect(await page.locator(`h2#${id}`).count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    expect([...hosts]).toEqual([new URL(service.url).host]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await context.close();
  });

  it('links only to places that exist', async () => {
    const html = await (await fetch(`${service.url}/api`)).text();
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    expect(html).not.toMatch(/<style|style="/);
  });
});
