import { describe, expect, it } from 'vitest';
import { guessColumns, missingFields } from '../../../src/domain/dossier-import/columns.ts';

describe('src/domain/dossier-import/columns.ts', () => {
  it.each([
    [
      'a clerk’s own table',
      ['STT', 'Mã hồ sơ', 'Mã thủ tục', 'Ngày hẹn trả', 'Ngày trả kết quả', 'SĐT', 'Hình thức nộp'],
      { code: 1, procedure: 2, dueAt: 3, returnedAt: 4, phone: 5, filedVia: 6 },
    ],
    [
      'the national portal’s record',
      ['MaHoSo', 'MaTTHC', 'NgayTiepNhan', 'NgayHenTra', 'NgayKetThucXuLy', 'NgayTra', 'HinhThuc', 'DonViXuLy'],
      { code: 0, procedure: 1, receivedAt: 2, dueAt: 3, completedAt: 4, returnedAt: 5, filedVia: 6, unit: 7 },
    ],
    [
      'our own names, and English ones',
      ['code', 'procedure', 'Due date', 'completedAt', 'Phone number', 'applicant'],
      { code: 0, procedure: 1, dueAt: 2, completedAt: 3, phone: 4, applicant: 5 },
    ],
    [
      'remarks in brackets, signs and two columns of one name',
      ['SỐ HỒ SƠ *', 'Thủ tục (mã quốc gia)', 'Hẹn trả:', 'Số điện thoại', 'Số điện thoại'],
      { code: 0, procedure: 1, dueAt: 2, phone: 3 },
    ],
    ['nothing known', ['A', 'B', ''], {}],
  ])('understands %s', (_name, headers, expected) => {
    expect(guessColumns(headers)).toEqual(expected);
  });

  it('says which columns nothing can go without', () => {
    expect(missingFields({ code: 0, procedure: null })).toEqual(['procedure', 'dueAt']);
    expect(missingFields({ code: 0, procedure: 1, dueAt: 2 })).toEqual([]);
  });
});
