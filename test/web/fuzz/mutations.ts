import fc from 'fast-check';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a page that repeats it unescaped would let run. */
export const MARK = '<hl-fuzz>';

/** Written into JSON as they stand, which no serialiser would do. */
const RAW: Readonly<Record<string, string>> = {
  '@deep': `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  '@infinite': '1e999',
  '@precise': '12345678901234567890123456789.000000000000000001',
  '@prototype': '{"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}}}',
  '@surrogate': '"\\ud800 \\udc00\\u0000"',
  '@broken': '{"a":',
};

const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u202e\u200b\ufeff',
  '\ud800',
  '\udfff\ud800',
  `${MARK}'"\``,
  "'; DROP TABLE x; --",
  '\r\nset-cookie: a=b',
  '../../../etc/passwd',
  '%00%ff%zz',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e400',
  '99999999999999999999',
  '9223372036854775808',
  '２０２６－１１－０１',
  '٢٠٢٦',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '+275760-09-13T00:00:00.001Z',
  '-271821-04-20T00:00:00Z',
  '2026-11-23T08:00:00+99:99',
  'İıſﬃ',
  '👨‍👩‍👧‍👦😡🙂',
  'e\u0301\u0302\u0303'.repeat(50),
  'KHÔNG hài lòng',
  '0912 345 678',
  '00000000-0000-0000-0000-000000000000',
  'a'.repeat(300),
  'ơ'.repeat(5_000),
  '9'.repeat(10_000),
  ' '.repeat(20_000),
  `${'('.repeat(2_000)}${')'.repeat(2_000)}`,
];

export const evilText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...TEXTS), weight: 4 },
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer().map(String),
  fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString())),
);

const evilJson: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: evilText, weight: 3 },
  fc.constantFrom<Json>(null, true, false, [], {}, [[[]]], { a: { b: [null] } }),
  fc.constantFrom(0, -1, 0.1, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 1e-320),
  fc.constantFrom(...Object.keys(RAW)),
);

// ------------------------------------------------------------------ JSON

interface JsonEdit {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat' | 'wrap';
  readonly key: string;
  readonly value: Json;
}

const jsonEdit: fc.Arbitrary<JsonEdit> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'wrap'),
  key: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'length', 'toJSON', 'then'), evilText),
  value: evilJson,
});

/** A body of this value with a few faults in it. */
export function jsonBody(value: Json): fc.Arbitrary<Buffer> {
  return fc.tuple(fc.array(jsonEdit, { maxLength: 3 }), byteEdits).map(([edits, bytes]) => {
    const text = JSON.stringify(edits.reduce(editJson, value));
    const raw = Object.entries(RAW).reduce((known, [name, as]) => known.replaceAll(`"${name}"`, () => as), text);
    return edit(Buffer.from(raw), bytes);
  });
}

/** At one of its places, counted in depth. */
function editJson(value: Json, { at, kind, key, value: evil }: JsonEdit): Json {
  let countdown = at % count(value);
  const visit = (node: Json): Json | undefined => {
    countdown -= 1;
    if (countdown === -1) return change(node);
    if (Array.isArray(node)) return node.map(visit).filter((item) => item !== undefined);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).flatMap(([name, item]) => {
        const changed = visit(item);
        return changed === undefined ? [] : [[name, changed]];
      }),
    );
  };
  const change = (node: Json): Json | undefined => {
    if (kind === 'remove') return undefined;
    if (kind === 'wrap') return [node, evil];
    if (kind === 'repeat' && Array.isArray(node)) return [...node, ...node, ...node];
    if (kind === 'add' && typeof node === 'object' && node !== null && !Array.isArray(node))
      return Object.defineProperty({ ...node }, key, { value: evil, enumerable: true });
    return evil;
  };
  return visit(value) ?? null;
}

function count(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, item: Json) => sum + count(item), 0);
}

// ------------------------------------------------------------------ bytes

interface ByteEdit {
  /** Part of the whole. */
  readonly at: number;
  readonly kind: 'cut' | 'flip' | 'insert' | 'repeat' | 'utf-16' | 'mark';
  readonly bytes: Uint8Array;
}

const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('cut', 'flip', 'flip', 'insert', 'repeat', 'utf-16', 'mark'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

/** Three of four bodies stay whole. */
const byteEdits: fc.Arbitrary<readonly ByteEdit[]> = fc.oneof(
  { arbitrary: fc.constant([]), weight: 3 },
  fc.array(byteEdit, { minLength: 1, maxLength: 3 }),
);

/** These bytes with faults in them. */
export function brokenBytes(bytes: Buffer): fc.Arbitrary<Buffer> {
  return byteEdits.map((edits) => edit(bytes, edits));
}

function edit(bytes: Buffer, edits: readonly ByteEdit[]): Buffer {
  return edits.reduce((known, { at, kind, bytes: more }) => {
    const place = Math.floor(at * known.length);
    const [head, tail] = [known.subarray(0, place), known.subarray(place)];
    switch (kind) {
      case 'cut':
        return head;
      case 'flip':
        return Buffer.concat([head, more, tail.subarray(more.length)]);
      case 'insert':
        return Buffer.concat([head, more, tail]);
      case 'repeat':
        return Buffer.concat([head, tail.subarray(0, 2_000), tail]);
      case 'utf-16':
        return Buffer.from(known.toString('utf8'), 'utf16le');
      case 'mark':
        return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), known]);
    }
  }, bytes);
}

// ------------------------------------------------------------------ names and values, as in forms, addresses and cookies

export type Field = readonly [name: string, value: string];

interface FieldEdit {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'repeat' | 'add';
  readonly name: string;
  readonly value: string;
}

const fieldEdit: fc.Arbitrary<FieldEdit> = fc.record({
  at: fc.nat(1_000),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'add'),
  name: evilText,
  value: evilText,
});

export function brokenFields(fields: readonly Field[]): fc.Arbitrary<readonly Field[]> {
  return fc.array(fieldEdit, { maxLength: 3 }).map((edits) => edits.reduce(editFields, fields));
}

function editFields(fields: readonly Field[], { at, kind, name, value }: FieldEdit): readonly Field[] {
  const place = at % Math.max(1, fields.length);
  const known = fields[place];
  if (kind === 'add' || !known) return [...fields, [name, value]];
  if (kind === 'remove') return fields.filter((_, i) => i !== place);
  if (kind === 'repeat') return [...fields, [known[0], value]];
  return fields.map((field, i) => (i === place ? [field[0], value] : field));
}

/** As a form writes it; what is half a character becomes the sign for it. */
export function encodeFields(fields: readonly Field[]): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
}

/** For an address; what is half a character becomes the sign for it. */
export function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
