import fc from 'fast-check';
import { SECRET_HEADER } from '../../../src/channel/telegram/verify.ts';
import { SIGNATURE_HEADER } from '../../../src/channel/zalo/verify.ts';
import { EVENTS, UNUSABLE } from '../../channel/zalo/webhook-events.ts';
import { csvFile, goodRow, xlsxFile } from '../../support/import-files.ts';
import { completedDossier } from '../../support/service.ts';
import { brokenBytes, brokenFields, encode, encodeFields, evilText, jsonBody, type Json } from './mutations.ts';
import type { Recorded } from './crawl.ts';
import type { Sent } from './send.ts';
import type { Target } from './target.ts';

/** What an attacker has in hand: recorded where a well-meaning caller would use it. */
export interface Loot {
  readonly target: Target;
  readonly keys: readonly string[];
  /** Of somebody who may do everything. */
  readonly cookie: string;
  /** Slips. */
  readonly tokens: readonly string[];
  readonly dossiers: readonly string[];
  readonly citizenPages: readonly Recorded[];
  readonly consolePages: readonly Recorded[];
}

/** Of documentation (RFC 3849): each address has limits of its own, and few enough fill what remembers them at once. */
const addresses = fc.nat(400).map((n) => ({ 'x-forwarded-for': `2001:db8:${n.toString(16)}::1` }));

/** A serial number, so that an update is no repetition of an earlier one. */
const serials = fc.nat(1_000_000_000);

const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  {},
  {},
  { 'accept-language': 'en, *;q=0.1, xx;q=9' },
  { 'accept-language': `${'vi-'.repeat(3_000)}` },
  { cookie: 'hl_device=%E0%A4%A; hl_locale=\u00ff; __proto__=1; =; ;;' },
  { cookie: `hl_device=${'a'.repeat(36)}; hl_locale=en` },
  { range: 'bytes=-1,0-,9-1' },
  { 'if-none-match': '*', 'if-modified-since': 'never' },
  { 'content-type': 'application/json; charset=utf-7' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=' },
  { 'content-type': 'application/x-www-form-urlencoded; charset=\u00ff' },
  { 'content-type': ';' },
  { 'content-encoding': 'gzip' },
  { 'x-request-id': '\u00ff'.repeat(500) },
  { 'x-forwarded-for': 'no address, 1.2.3.4, ::1', 'x-forwarded-proto': 'gopher', 'x-forwarded-host': 'a b' },
  { host: 'xn--', origin: 'null' },
  { authorization: 'Basic \u00ff' },
  { 'hx-request': 'true', 'hx-target': '"><' },
];
const oddHeaders = fc.constantFrom(...ODD_HEADERS);

// ------------------------------------------------------------------ webhooks

const PERSON = { id: 42, is_bot: false, first_name: 'Nguyễn', language_code: 'vi' };
const CHAT = { id: 42, type: 'private', first_name: 'Nguyễn' };

function telegramUpdates({ tokens }: Loot): readonly ((id: number) => Json)[] {
  const message = (id: number, content: Json) => ({
    update_id: id,
    message: { message_id: 3, date: 1_795_000_000, chat: CHAT, from: PERSON, ...(content as object) },
  });
  const starts = tokens.map((token) => (id: number) => {
    const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
    return message(id, { text: `/start ${token}`, entities });
  });
  return [
    ...starts,
    (id) => message(id, { text: 'rất hài lòng 👍' }),
    (id) => message(id, { text: '4' }),
    (id) => message(id, { text: 'DỪNG' }),
    (id) => message(id, { contact: { phone_number: '84912600778', first_name: 'N', user_id: 42 } }),
    (id) => message(id, { photo: [{ file_id: 'P', file_unique_id: 'p', width: 1, height: 1 }], caption: 'x' }),
    (id) => ({
      update_id: id,
      callback_query: {
        id: String(id),
        from: PERSON,
        chat_instance: 'x',
        data: 'AAAAAAAAAAAAAAAAAA',
        message: { message_id: 9, date: 1_795_000_000, chat: CHAT, text: 'Câu 1' },
      },
    }),
    (id) => ({
      update_id: id,
      my_chat_member: {
        chat: CHAT,
        from: PERSON,
        date: 1_795_000_000,
        old_chat_member: { status: 'member', user: PERSON },
        new_chat_member: { status: 'kicked', user: PERSON },
      },
    }),
    (id) => ({ update_id: id, edited_message: { message_id: 3, date: 1, chat: CHAT, from: PERSON, text: 'x' } }),
    (id) => ({ update_id: id, poll: { id: '1' } }),
  ];
}

function telegramCalls(loot: Loot): fc.Arbitrary<Sent> {
  const bodies = fc
    .tuple(fc.constantFrom(...telegramUpdates(loot)), serials)
    .chain(([update, serial]) => jsonBody(update(serial)));
  const secret = fc.constantFrom(...Array.from({ length: 12 }, () => loot.target.webhookSecret), '', 'wrong');
  return fc.tuple(bodies, secret, oddHeaders).map(([body, given, odd]) => ({
    method: 'POST',
    path: '/webhooks/telegram',
    headers: { 'content-type': 'application/json', ...odd, [SECRET_HEADER]: given },
    body,
  }));
}

/** Signed over what is sent, so that most of it comes through. */
function zaloCalls({ target }: Loot): fc.Arbitrary<Sent> {
  const events = [...EVENTS, ...UNUSABLE].map(([, event]) => event as Json);
  const bodies = fc.tuple(fc.constantFrom(...events), serials).chain(([event, serial]) => {
    const fresh = JSON.stringify(event).replaceAll('96d3cdf3af150460909', `96d3cdf3af${String(serial)}`);
    return jsonBody(JSON.parse(fresh) as Json);
  });
  return fc.tuple(bodies, fc.nat(9), oddHeaders).map(([body, luck, odd]) => {
    const signature = luck === 0 ? 'mac=00' : target.sign(body.toString('utf8'), timestampIn(body));
    return {
      method: 'POST',
      path: '/webhooks/zalo',
      headers: { 'content-type': 'application/json', ...odd, [SIGNATURE_HEADER]: signature },
      body,
    };
  });
}

function timestampIn(body: Buffer): string {
  try {
    const event = JSON.parse(body.toString('utf8')) as { readonly timestamp?: unknown } | null;
    return String(event?.timestamp);
  } catch {
    return '';
  }
}

// ------------------------------------------------------------------ the API

const DVCQG = {
  MaHoSo: 'H26.99.01-261005-0001',
  MaTTHC: '1.001193.000.00.00.H26',
  KenhThucHien: '2',
  LoaiDoiTuong: '1',
  SoDienThoai: '0912345678',
  NgayTiepNhan: '20261005080000',
  NgayHenTra: '08/10/2026 17:00',
  TrangThaiHoSo: '9',
  NgayKetThucXuLy: '20261008090000',
  HinhThuc: '0',
  DonViXuLy: 'UBND phường Thử Nghiệm',
};

function apiCalls({ keys, dossiers }: Loot): fc.Arbitrary<Sent> {
  const whole = { ...completedDossier(), outcome: 'issued', phone: '0912600777', language: 'vi', applicant: 'person' };
  const extra = { officer: 'CB-01', lateReason: 'Chờ xác minh', apologySentAt: '2026-11-20T08:00:00' };
  const posts = fc.oneof(
    body('/api/v1/dossiers', fc.constantFrom<Json>([{ ...whole, ...extra }, whole], whole)),
    body('/api/v1/dossiers?dryRun', fc.constantFrom<Json>([{ ...whole, ...extra }])),
    body('/api/v1/dossiers/dvcqg', fc.constantFrom<Json>(DVCQG, [DVCQG], { service: 'DongBoHoSoMC', data: [DVCQG] })),
  );
  const figures = [
    ['from', '2026-01-01'],
    ['to', '2026-11-01'],
    ['unit', '99001'],
    ['procedure', '1.001193'],
  ] as const;
  const questions = [
    { path: '/api/v1/rates', fields: [...figures, ['channel', 'zalo'], ['groupBy', 'unit']] as const },
    { path: '/api/v1/indices', fields: [...figures, ['groupBy', 'factor']] as const },
    {
      path: '/api/v1/dossiers',
      fields: [
        ['updatedSince', '2026-11-01T00:00'],
        ['limit', '5'],
      ] as const,
    },
    {
      path: '/api/v1/dossiers',
      fields: [['cursor', Buffer.from(`999999999999999.${UUID}`).toString('base64url')]] as const,
    },
    ...dossiers.map((code) => ({ path: `/api/v1/dossiers/${code}`, fields: [] })),
  ].map((one): Recorded => ({ method: 'GET', ...one }));
  const gets = pageCalls(questions, {});
  const authorizations = fc.constantFrom(...keys, ...keys, ...keys, 'wrong', '');
  return fc.tuple(fc.oneof(posts, gets), authorizations, oddHeaders).map(([call, key, odd]) => ({
    ...call,
    headers: { ...call.headers, ...odd, authorization: `Bearer ${key}` },
  }));
}

const UUID = '0192e4a0-0000-4000-8000-000000000000';

function body(path: string, values: fc.Arbitrary<Json>): fc.Arbitrary<Sent> {
  return values
    .chain(jsonBody)
    .map((sent) => ({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body: sent }));
}

// ------------------------------------------------------------------ pages and their forms

const TYPES = ['application/x-www-form-urlencoded', 'application/json', 'multipart/form-data', 'text/plain'] as const;
const formTypes = fc.constantFrom(TYPES[0], TYPES[0], TYPES[0], TYPES[0], TYPES[0], ...TYPES);

/** Recorded pages asked for and forms posted, each with a few faults. */
function pageCalls(recorded: readonly Recorded[], headers: Sent['headers']): fc.Arbitrary<Sent> {
  const paths = fc.constantFrom(...recorded).chain((one) => fc.tuple(fc.constant(one), brokenPath(one.path)));
  return paths
    .chain(([one, path]) => fc.tuple(fc.constant({ ...one, path }), brokenFields(one.fields), formTypes, addresses))
    .chain(([one, fields, type, address]) => {
      const shared = { ...headers, ...address, 'sec-fetch-site': 'same-origin' };
      if (one.method === 'GET') {
        const path = fields.length > 0 ? `${one.path}?${encodeFields(fields)}` : one.path;
        return oddHeaders.map((odd): Sent => ({ ...one, path, headers: { ...odd, ...shared }, body: null }));
      }
      return formBody(type, fields).map((sent): Sent => ({
        ...one,
        headers: { 'content-type': contentType(type), ...shared },
        body: sent,
      }));
    });
}

const BOUNDARY = '----fuzz';

function contentType(type: string): string {
  return type.startsWith('multipart') ? `${type}; boundary=${BOUNDARY}` : type;
}

function formBody(type: string, fields: readonly (readonly [string, string])[]): fc.Arbitrary<Buffer> {
  if (type === 'application/json') return jsonBody(Object.fromEntries(fields));
  if (!type.startsWith('multipart')) return brokenBytes(Buffer.from(encodeFields(fields)));
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${encode(name)}"\r\n\r\n${value}\r\n`,
  );
  return brokenBytes(Buffer.from(`${parts.join('')}--${BOUNDARY}--\r\n`));
}

/** Two of three stay whole; of the others one part is another. */
function brokenPath(path: string): fc.Arbitrary<string> {
  const parts = path.split('/');
  const other = fc.tuple(fc.nat(parts.length), evilText, fc.boolean()).map(([at, text, encoded]) => {
    const part = encoded ? encode(text) : text;
    return `/${parts
      .map((known, i) => (i === at ? part : known))
      .slice(1)
      .join('/')}`.slice(0, 4_000);
  });
  return fc.oneof({ arbitrary: fc.constant(path), weight: 2 }, other);
}

// ------------------------------------------------------------------ files

async function fileCalls({ cookie }: Loot): Promise<fc.Arbitrary<Sent>> {
  const rows = Array.from({ length: 30 }, (_, i) => goodRow(9_000 + i, i % 3 === 0 ? { 5: '0912600777' } : {}));
  const [csv, xlsx] = [csvFile(rows), await xlsxFile(rows)];
  const files = fc.oneof(
    fc.record({ name: fc.constantFrom('tháng 10.csv', 'x.csv', 'x.xlsx', ''), bytes: brokenBytes(csv) }),
    fc.record({ name: fc.constantFrom('tháng 10.xlsx', 'x.xlsm', 'x.csv'), bytes: brokenBytes(xlsx) }),
    fc.record({ name: evilText, bytes: evilText.map((text) => Buffer.from(text)) }),
  );
  return fc.tuple(files, addresses).chain(([{ name, bytes }, address]) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name.replaceAll(/["\r\n]/g, '_')}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const whole = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
    const headers = {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'sec-fetch-site': 'same-origin',
      cookie,
      ...address,
    };
    return fc
      .oneof({ arbitrary: fc.constant(whole), weight: 6 }, brokenBytes(whole))
      .map((sent): Sent => ({ method: 'POST', path: '/console/import', headers, body: sent }));
  });
}

// ------------------------------------------------------------------ all of them

export interface Edge {
  readonly name: string;
  readonly calls: (loot: Loot) => fc.Arbitrary<Sent> | Promise<fc.Arbitrary<Sent>>;
}

/** The console comes last: somebody who may do everything may also revoke what the others use. */
export const EDGES: readonly Edge[] = [
  { name: 'the webhook of Telegram', calls: telegramCalls },
  { name: 'the webhook of Zalo', calls: zaloCalls },
  { name: 'the API', calls: apiCalls },
  { name: 'pages for citizens', calls: ({ citizenPages }) => pageCalls(citizenPages, {}) },
  {
    name: 'survey pages of a browser that owns the slip',
    calls: ({ citizenPages }) =>
      pageCalls(
        citizenPages.filter(({ path }) => path.startsWith('/s/')),
        { cookie: `hl_device=${UUID}` },
      ),
  },
  { name: 'files', calls: fileCalls },
  { name: 'pages of the console', calls: ({ consolePages, cookie }) => pageCalls(consolePages, { cookie }) },
];
