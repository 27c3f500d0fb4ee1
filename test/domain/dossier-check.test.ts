import { describe, expect, it } from 'vitest';
import { checkDossier, type RegistrationRow, type RowFacts } from '../../src/domain/dossier-check.ts';
import { describeFault } from '../../src/domain/text/describe-fault.ts';
import { dossierText as en } from '../../src/domain/text/en/dossier.ts';
import { dossierText as vi } from '../../src/domain/text/vi/dossier.ts';
import type { Unit } from '../../src/domain/unit.ts';

const at = (local: string) => new Date(`${local}+07:00`);

const unit: Unit = {
  code: '99001',
  name: 'Thử Nghiệm',
  type: 'phường',
  parentCode: '01',
  agencyCodes: ['H26.99.01'],
  validFrom: '2025-07-01',
  validTo: null,
};

const facts: RowFacts = {
  unit,
  procedure: { code: '1.001193', name: 'Đăng ký khai sinh', field: 'Hộ tịch', tone: 'standard', workingDays: null },
  phone: '+84912345678',
  now: at('2026-10-10T10:00'),
  zone: 'Asia/Ho_Chi_Minh',
};

const row: RegistrationRow = {
  code: 'H26.99.01-261008-0975',
  unit: '99001',
  procedure: '1.001193',
  filedVia: 'counter',
  receivedAt: at('2026-10-08T08:15'),
  dueAt: at('2026-10-09T16:30'),
  completedAt: at('2026-10-09T15:00'),
  returnedAt: at('2026-10-10T09:00'),
  outcome: 'issued',
  phone: '0912 345 678',
  language: 'vi',
  applicant: 'person',
  officer: null,
  lateReason: null,
  apologySentAt: null,
};

function faultsOf(changes: Partial<RegistrationRow>, known: Partial<RowFacts> = {}): readonly string[] {
  return checkDossier({ ...row, ...changes }, { ...facts, ...known }).map(({ field, code }) => `${field} ${code}`);
}

describe('domain/dossier-check', () => {
  it('finds nothing wrong with a good row, at intake or completed', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ completedAt: null, returnedAt: null, phone: null }, { phone: null })).toEqual([]);
    expect(faultsOf({ phone: ' ' }, { phone: null })).toEqual([]);
  });

  it.each<[string, Partial<RegistrationRow>, Partial<RowFacts>]>([
    ['code code-malformed', { code: 'ABC' }, {}],
    ['code code-in-future', { code: 'H26.99.01-261011-0001' }, {}],
    ['unit unit-unknown', {}, { unit: null }],
    ['unit unit-closed', {}, { unit: { ...unit, validTo: '2026-10-08' } }],
    ['procedure procedure-unknown', {}, { procedure: null }],
    ['phone phone-malformed', { phone: '12345' }, { phone: null }],
    ['dueAt due-before-received', { dueAt: at('2026-10-07T16:30') }, {}],
    ['completedAt completed-before-received', { completedAt: at('2026-10-08T08:14') }, {}],
    ['returnedAt returned-before-completed', { returnedAt: at('2026-10-09T14:59') }, {}],
    ['completedAt completion-missing', { completedAt: null }, {}],
    ['returnedAt in-future', { returnedAt: at('2026-10-10T10:06') }, {}],
    ['apologySentAt apology-before-received', { apologySentAt: at('2026-10-01T08:00') }, {}],
  ])('finds %s', (expected, changes, known) => {
    expect(faultsOf(changes, known)).toEqual([expected]);
  });

  it('reports every fault of a row at once', () => {
    const future = at('2027-01-01T08:00');
    expect(faultsOf({ code: '', receivedAt: future, completedAt: future, returnedAt: null }, { unit: null })).toEqual([
      'code code-malformed',
      'unit unit-unknown',
      'receivedAt in-future',
      'completedAt in-future',
      'dueAt due-before-received',
    ]);
  });

  it('forgives a clock that is five minutes ahead', () => {
    expect(faultsOf({ returnedAt: at('2026-10-10T10:05') })).toEqual([]);
  });

  it('reads a code of today as today, though it is still yesterday in UTC', () => {
    const now = at('2026-10-11T06:00');
    expect(faultsOf({ code: 'H26.99.01-261011-0001' }, { now })).toEqual([]);
  });

  it('accepts days without a time of day', () => {
    const day = at('2026-10-08T00:00');
    expect(faultsOf({ dueAt: day, completedAt: day, returnedAt: day })).toEqual([]);
  });

  it('gives every fault words in both languages', () => {
    expect(describeFault({ field: 'returnedAt', code: 'in-future' }, 'vi')).toBe(
      'Thời điểm trả kết quả ở sau lúc này. Xin kiểm tra lại ngày và giờ.',
    );
    expect(describeFault({ field: 'phone', code: 'phone-malformed' }, 'en')).toContain('0912 345 678');
    expect(Object.keys(en.faults)).toEqual(Object.keys(vi.faults));
    for (const say of Object.values(vi.faults)) expect(say('Mục')).toMatch(/\. (?:Xin|Các) .*\.$/);
  });
});
