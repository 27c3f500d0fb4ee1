import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_FIELDS, type ColumnMap, type ImportField } from '../../../src/domain/dossier-import/columns.ts';
import { readImportRow, type ImportContext } from '../../../src/domain/dossier-import/read-row.ts';

const COLUMNS: ColumnMap = Object.fromEntries(IMPORT_FIELDS.map((field, i) => [field, i]));

const CONTEXT: ImportContext = {
  columns: COLUMNS,
  ownUnit: '99001',
  now: new Date('2026-11-23T07:05:00Z'),
  zone: 'Asia/Ho_Chi_Minh',
  statutoryDue: (procedure, day) => (procedure === '1.001193' && day === '2026-11-20' ? '2026-11-24' : null),
};

const GOOD = { code: 'H26.99.01-261120-0001', procedure: '1.001193', dueAt: '25/11/2026' };

function read(change: Partial<Record<ImportField, string>>, context: Partial<ImportContext> = {}) {
  const cells = IMPORT_FIELDS.map((field) => ({ ...GOOD, ...change })[field] ?? '');
  return readImportRow(cells, { ...CONTEXT, ...context });
}

function rowOf(change: Partial<Record<ImportField, string>>, context: Partial<ImportContext> = {}) {
  const reading = read(change, context);
  if (reading.kind !== 'row') throw new Error(JSON.stringify(reading.faults));
  return reading.row;
}

describe('src/domain/dossier-import/read-row.ts', () => {
  it('fills in what the code, the account and custom tell', () => {
    expect(rowOf({ code: ' h26.99.01-261120-0001 ' })).toEqual({
      code: 'H26.99.01-261120-0001',
      unit: '99001',
      procedure: '1.001193',
      filedVia: 'counter',
      receivedAt: new Date('2026-11-20T00:00:00+07:00'),
      dueAt: new Date('2026-11-25T00:00:00+07:00'),
      completedAt: null,
      returnedAt: null,
      outcome: null,
      phone: null,
      language: null,
      applicant: null,
      officer: null,
      lateReason: null,
      apologySentAt: null,
    });
    expect(rowOf({}, { ownUnit: null }).unit).toBe('H26.99.01');
  });

  it.each([
    ['25/11/2026', '2026-11-25T00:00:00+07:00'],
    ['25-11-26 14:30', '2026-11-25T14:30:00+07:00'],
    ['14:30 25/11/2026', '2026-11-25T14:30:00+07:00'],
    ['14:30:59 25/11/2026', '2026-11-25T14:30:00+07:00'],
    ['25/11/2026 14:30:59', '2026-11-25T14:30:00+07:00'],
    ['2026-11-25', '2026-11-25T00:00:00+07:00'],
    ['2026-11-25T14:30:00', '2026-11-25T14:30:00+07:00'],
    ['2026-11-25T07:30:00Z', '2026-11-25T14:30:00+07:00'],
    ['46351', '2026-11-25T00:00:00+07:00'],
    ['46351.604166666664', '2026-11-25T14:30:00+07:00'],
  ])('reads the day %s in Vietnam time', (text, expected) => {
    expect(rowOf({ dueAt: text }).dueAt).toEqual(new Date(expected));
  });

  it('takes a returned result for a finished one, and the law’s day where no other is given', () => {
    const row = rowOf({ returnedAt: '24/11/2026 9:00', dueAt: '' });
    expect(row.completedAt).toEqual(new Date('2026-11-24T09:00:00+07:00'));
    expect(row.dueAt).toEqual(new Date('2026-11-24T00:00:00+07:00'));
  });

  it.each([
    ['filedVia', '2', 'online'],
    ['filedVia', 'Trực tiếp', 'counter'],
    ['filedVia', 'Bưu chính công ích', 'post'],
    ['outcome', 'Từ chối giải quyết', 'refused'],
    ['outcome', 'Người dân rút hồ sơ', 'withdrawn'],
    ['applicant', 'Doanh nghiệp', 'organisation'],
    ['language', 'English', 'en'],
    ['procedure', '2.00098', '2.000980'],
    ['procedure', '1,001193', '1.001193'],
    ['unit', '123', '00123'],
  ] as const)('understands %s "%s"', (field, text, expected) => {
    expect(rowOf({ [field]: text })[field]).toBe(expected);
  });

  it('says everything that is wrong at once', () => {
    const faults = [
      { field: 'procedure', code: 'value-missing' },
      { field: 'officer', code: 'text-too-long' },
      { field: 'dueAt', code: 'time-malformed' },
      { field: 'filedVia', code: 'choice-unknown' },
    ];
    expect(read({ procedure: '', dueAt: '31/11/2026', filedVia: 'bồ câu', officer: 'x'.repeat(70) })).toEqual({
      kind: 'faulty',
      faults,
    });
    expect(read({ code: 'H26' })).toMatchObject({ faults: [{ field: 'code', code: 'code-malformed' }] });
    expect(read({ code: '', dueAt: '' })).toMatchObject({ faults: [{ field: 'code', code: 'value-missing' }] });
    expect(read({ dueAt: '' }, { statutoryDue: () => null })).toMatchObject({
      faults: [{ field: 'dueAt', code: 'value-missing' }],
    });
  });

  it('reads whatever stands in the cells', () => {
    const cell = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('46351', '1e309', '25/11', '‮', "'=1"));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 20 }), (cells) => {
        const reading = readImportRow(cells, CONTEXT);
        const isSound = reading.kind === 'faulty' ? reading.faults.length > 0 : reading.row.dueAt.getTime() > 0;
        expect(isSound).toBe(true);
      }),
    );
  });
});
