import { describe, expect, it } from 'vitest';
import { codePrefix, DossierForm, readDossierForm, scannedCode } from '../../../src/web/console/dossier-form.ts';

const context = {
  ownUnit: '99001',
  now: new Date('2026-11-23T07:05:00Z'),
  zone: 'Asia/Ho_Chi_Minh',
  statutoryDue: () => null,
};
const typed = { code: 'H26.99.01-261120-0012', procedure: '1.001193', dueAt: '25/11' };

function read(fields: Record<string, string>, overrides = {}) {
  return readDossierForm(DossierForm.parse(fields), { ...context, ...overrides });
}

describe('src/web/console/dossier-form.ts', () => {
  it('fills in what the code and the clock tell', () => {
    expect(read(typed)).toMatchObject({
      kind: 'row',
      row: {
        code: 'H26.99.01-261120-0012',
        unit: '99001',
        receivedAt: new Date('2026-11-19T17:00:00Z'),
        dueAt: new Date('2026-11-24T17:00:00Z'),
        completedAt: context.now,
        filedVia: 'counter',
        outcome: 'issued',
        applicant: 'person',
        phone: null,
      },
    });
  });

  it('takes the unit from the code where nobody says it', () => {
    expect(read(typed, { ownUnit: null })).toMatchObject({ row: { unit: 'H26.99.01' } });
    expect(read({ ...typed, unit: '99002' }, { ownUnit: null })).toMatchObject({ row: { unit: '99002' } });
    expect(read({ ...typed, unit: '99002' })).toMatchObject({ row: { unit: '99001' } });
  });

  it('leaves a dossier open that was only received', () => {
    expect(read({ ...typed, done: 'intake' })).toMatchObject({ row: { completedAt: null } });
  });

  it('asks for the day of a completion that lies back', () => {
    expect(read({ ...typed, done: 'at' })).toMatchObject({
      faults: [{ field: 'completedAt', code: 'done-day-missing' }],
    });
    expect(read({ ...typed, done: 'at', completedAt: '20/11 14:30' })).toMatchObject({
      row: { completedAt: new Date('2026-11-20T07:30:00Z') },
    });
  });

  it('names everything that is missing or malformed at once', () => {
    expect(read({})).toEqual({
      kind: 'faults',
      faults: [
        { field: 'code', code: 'code-missing' },
        { field: 'procedure', code: 'procedure-missing' },
        { field: 'dueAt', code: 'day-missing' },
      ],
    });
    expect(read({ ...typed, code: 'H26', dueAt: '31/11' })).toMatchObject({
      faults: [
        { field: 'code', code: 'code-malformed' },
        { field: 'dueAt', code: 'day-malformed' },
      ],
    });
  });

  it('reads a code that was scanned behind the prefilled prefix', () => {
    expect(scannedCode('H26.99.01-261123-H26.99.01-261120-0012')).toBe('H26.99.01-261120-0012');
    expect(scannedCode('H26.99.01-261123-000.00.12.H26-230101-0001')).toBe('000.00.12.H26-230101-0001');
    expect(scannedCode(' h26.99.01-261120-0012 ')).toBe('H26.99.01-261120-0012');
  });

  it('offers the prefix of the last agency and of today', () => {
    expect(codePrefix('H26.99.01', '2026-11-23')).toBe('H26.99.01-261123-');
    expect(codePrefix(undefined, '2026-11-23')).toBe('');
    expect(codePrefix('<script>', '2026-11-23')).toBe('');
  });
});
