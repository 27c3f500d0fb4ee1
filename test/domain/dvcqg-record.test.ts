import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DVCQG_APPLICANTS,
  DVCQG_CHANNELS,
  DVCQG_STATES,
  readDvcqgRecord,
  type ReadRecord,
} from '../../src/domain/dvcqg-record.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (local: string) => new Date(`${local}+07:00`);

/** As one-stop software sends it: texts only, most of them of no use to us. */
const RECORD = {
  MaHoSo: 'H26.99.01-261005-0001',
  MaTTHC: '1.001193',
  TenTTHC: 'Thủ tục đăng ký khai sinh',
  KenhThucHien: '1',
  ChuHoSo: 'Người Thử Nghiệm',
  LoaiDoiTuong: '1',
  SoDienThoai: '0912345678',
  NgayTiepNhan: '20261005080000',
  NgayHenTra: '20261008170000',
  TrangThaiHoSo: '10',
  NgayKetThucXuLy: '20261008100000',
  NgayTra: '20261008103000',
  NgayTuChoi: '',
  HinhThuc: '0',
  DonViXuLy: 'H26.99.01',
  TaiLieuNop: [],
};

function rowOf(change: object) {
  const read = readDvcqgRecord({ ...RECORD, ...change }, ZONE);
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults));
  return read.row;
}

function faultsOf(change: object): readonly (readonly [string, string])[] {
  const read: ReadRecord = readDvcqgRecord({ ...RECORD, ...change }, ZONE);
  return read.kind === 'row' ? [] : read.faults.map(({ name, code }) => [name, code]);
}

describe('domain/dvcqg-record', () => {
  it('reads a whole record', () => {
    expect(readDvcqgRecord(RECORD, ZONE)).toEqual({
      kind: 'row',
      row: {
        code: 'H26.99.01-261005-0001',
        unit: 'H26.99.01',
        procedure: '1.001193',
        filedVia: 'counter',
        receivedAt: at('2026-10-05T08:00:00'),
        dueAt: at('2026-10-08T17:00:00'),
        completedAt: at('2026-10-08T10:00:00'),
        returnedAt: at('2026-10-08T10:30:00'),
        outcome: 'issued',
        phone: '0912345678',
        language: null,
        applicant: 'person',
        officer: null,
        lateReason: null,
        apologySentAt: null,
      },
      names: {
        code: 'MaHoSo',
        procedure: 'MaTTHC',
        unit: 'DonViXuLy',
        filedVia: 'KenhThucHien',
        receivedAt: 'NgayTiepNhan',
        dueAt: 'NgayHenTra',
        completedAt: 'NgayKetThucXuLy',
        returnedAt: 'NgayTra',
        outcome: 'TrangThaiHoSo',
        phone: 'SoDienThoai',
        applicant: 'LoaiDoiTuong',
      },
    });
  });

  const ENDED = at('2026-10-08T10:00:00');
  const RETURNED = at('2026-10-08T10:30:00');
  const REFUSED = at('2026-10-07T09:00:00');
  it.each([
    ['1', {}, null, null, null],
    ['2', {}, null, null, null],
    ['04', {}, null, null, null],
    ['5', {}, null, null, null],
    ['6', {}, null, null, null],
    ['3', { NgayTuChoi: '07/10/2026 09:00', NgayKetThucXuLy: '' }, 'refused', REFUSED, null],
    ['3', {}, 'refused', ENDED, null],
    ['7', { NgayKetThucXuLy: '', NgayTra: '' }, 'withdrawn', null, null],
    ['7', {}, 'withdrawn', ENDED, null],
    ['8', {}, 'stopped', ENDED, null],
    ['8', { NgayKetThucXuLy: '', NgayTra: '', NgayTuChoi: '20261007090000' }, 'stopped', REFUSED, null],
    ['9', { NgayTra: '' }, 'issued', ENDED, null],
    ['9', { NgayTuChoi: '20261007090000' }, 'refused', ENDED, null],
    ['10', {}, 'issued', ENDED, RETURNED],
    ['10', { NgayKetThucXuLy: '' }, 'issued', RETURNED, RETURNED],
    ['10', { NgayTra: '01/01/0001 00:00:00' }, 'issued', ENDED, ENDED],
    [10, { NgayTuChoi: '20261007090000' }, 'refused', ENDED, RETURNED],
    ['Đã trả kết quả', {}, 'issued', ENDED, RETURNED],
    [' đã  xử lý xong', {}, 'issued', ENDED, null],
  ])('understands state %s with %j', (TrangThaiHoSo, change, outcome, completedAt, returnedAt) => {
    expect(rowOf({ TrangThaiHoSo, ...change })).toMatchObject({ outcome, completedAt, returnedAt });
  });

  it('promises nothing about a dossier that was never accepted', () => {
    const change = { TrangThaiHoSo: '3', NgayHenTra: '', NgayTuChoi: '20261007090000', NgayTiepNhan: '' };
    expect(rowOf({ ...change, NgayNopHoSo: '20261006090000' })).toMatchObject({
      receivedAt: at('2026-10-06T09:00:00'),
      dueAt: REFUSED,
    });
  });

  it.each([
    [{ KenhThucHien: '2', HinhThuc: '0' }, 'online'],
    [{ KenhThucHien: '3', HinhThuc: '1' }, 'post'],
    [{ KenhThucHien: 'Trực tuyến' }, 'online'],
    [{ KenhThucHien: null, HinhThuc: '2' }, 'online'],
    [{ KenhThucHien: '', HinhThuc: 'Bưu chính công ích' }, 'post'],
    [{ KenhThucHien: '', HinhThuc: '1' }, 'counter'],
    [{ KenhThucHien: '', HinhThuc: '' }, 'counter'],
  ])('finds the filing channel in %j', (change, filedVia) => {
    expect(rowOf(change)).toMatchObject({ filedVia });
  });

  it.each([
    [{ DonViXuLy: '99001' }, '99001'],
    [{ DonViXuLy: 'h26.99.01' }, 'H26.99.01'],
    [{ DonViXuLy: '000.00.12.H26' }, '000.00.12.H26'],
    [{ DonViXuLy: 'UBND phường Thử Nghiệm' }, 'H26.99.01'],
    [{ DonViXuLy: '', MaDonVi: '99002' }, '99002'],
    [{ DonViXuLy: null }, 'H26.99.01'],
  ])('finds the unit in %j', (change, unit) => {
    expect(rowOf(change)).toMatchObject({ unit });
  });

  it.each([
    [{ SoDienThoai: 912_345_678 }, '0912345678'],
    [{ SoDienThoai: '' }, null],
    [{ SoDienThoai: 'null' }, null],
    [{ SoDienThoai: null, SoDienThoaiChuHoSo: '+84 912 345 678' }, '+84 912 345 678'],
  ])('finds the phone in %j', (change, phone) => {
    expect(rowOf(change)).toMatchObject({ phone });
  });

  it('reads names whatever their case', () => {
    const lower = Object.fromEntries(
      Object.entries(RECORD).map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
    );
    expect(readDvcqgRecord(lower, ZONE)).toEqual(readDvcqgRecord(RECORD, ZONE));
  });

  it.each([
    [{ TrangThaiHoSo: '11' }, 'TrangThaiHoSo', 'choice-unknown'],
    [{ TrangThaiHoSo: 'toString' }, 'TrangThaiHoSo', 'choice-unknown'],
    [{ TrangThaiHoSo: undefined }, 'TrangThaiHoSo', 'value-missing'],
    [{ KenhThucHien: '9' }, 'KenhThucHien', 'choice-unknown'],
    [{ KenhThucHien: '', HinhThuc: 'fax' }, 'HinhThuc', 'choice-unknown'],
    [{ LoaiDoiTuong: '7' }, 'LoaiDoiTuong', 'choice-unknown'],
    [{ NgayTiepNhan: '' }, 'NgayTiepNhan', 'value-missing'],
    [{ NgayTiepNhan: '2026-02-30' }, 'NgayTiepNhan', 'time-malformed'],
    [{ NgayTiepNhan: ['x'] }, 'NgayTiepNhan', 'time-malformed'],
    [{ NgayHenTra: '' }, 'NgayHenTra', 'value-missing'],
    [{ NgayKetThucXuLy: 'mai' }, 'NgayKetThucXuLy', 'time-malformed'],
    [{ NgayTra: '32/10/2026' }, 'NgayTra', 'time-malformed'],
    [{ TrangThaiHoSo: '9', NgayKetThucXuLy: '', NgayTra: '' }, 'NgayKetThucXuLy', 'value-missing'],
    [{ MaHoSo: 'x'.repeat(65) }, 'MaHoSo', 'code-malformed'],
    [{ MaTTHC: '' }, 'MaTTHC', 'value-missing'],
    [{ SoDienThoai: '0'.repeat(41) }, 'SoDienThoai', 'phone-malformed'],
  ])('names the field at fault in %j', (change, name, code) => {
    expect(faultsOf(change)).toContainEqual([name, code]);
  });

  it('says everything that is missing at once', () => {
    const faults = readDvcqgRecord({}, ZONE);
    const names = faults.kind === 'faulty' ? faults.faults.map(({ name }) => name) : [];
    expect(names.toSorted()).toEqual(
      ['DonViXuLy', 'MaHoSo', 'MaTTHC', 'NgayHenTra', 'NgayTiepNhan', 'TrangThaiHoSo'].toSorted(),
    );
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(RECORD)), fc.jsonValue()), (change) => {
        expect(['row', 'faulty']).toContain(readDvcqgRecord({ ...RECORD, ...change }, ZONE).kind);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        expect(readDvcqgRecord(given, ZONE).kind).toBe('faulty');
      }),
    );
  });

  it('reads back what a vendor would write of a dossier', () => {
    fc.assert(
      fc.property(written(), ({ record, expected }) => {
        const read = readDvcqgRecord(record, ZONE);
        expect(read.kind === 'row' ? read.row : read).toMatchObject(expected);
      }),
    );
  });
});

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table);

/** A finished or open dossier, written with codes or names and with dates in any of the forms. */
function written() {
  const seconds = fc.integer({ min: 0, max: 5_000_000 });
  const arbitrary = {
    state: fc.constantFrom(...keysOf(DVCQG_STATES)),
    byName: fc.boolean(),
    channel: fc.constantFrom(...keysOf(DVCQG_CHANNELS)),
    applicant: fc.constantFrom(...keysOf(DVCQG_APPLICANTS)),
    gaps: fc.tuple(seconds, seconds, seconds, seconds),
    form: fc.constantFrom(...FORMS),
  };
  return fc.record(arbitrary).map(({ state, byName, channel, applicant, gaps, form }) => {
    const start = Date.parse('2026-01-05T01:00:00Z');
    const [received, ended, returned, due] = gaps.map((_, i) => {
      return new Date(start + 1000 * gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, 0));
    }) as [Date, Date, Date, Date];
    const { outcome, returned: isReturned, name } = DVCQG_STATES[state] ?? { outcome: null, returned: false, name: '' };
    return {
      record: {
        ...RECORD,
        TrangThaiHoSo: byName ? name.toUpperCase() : state,
        KenhThucHien: channel,
        LoaiDoiTuong: applicant,
        NgayTiepNhan: form(received),
        NgayKetThucXuLy: form(ended),
        NgayTra: form(returned),
        NgayHenTra: form(due),
      },
      expected: {
        outcome,
        filedVia: DVCQG_CHANNELS[channel],
        applicant: DVCQG_APPLICANTS[applicant],
        receivedAt: received,
        dueAt: due,
        completedAt: outcome === null ? null : ended,
        returnedAt: isReturned ? returned : null,
      },
    };
  });
}

const wall = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 19);

const FORMS: readonly ((instant: Date) => string | number)[] = [
  wall,
  (instant) => wall(instant).replaceAll(/\D/g, ''),
  (instant) => instant.getTime(),
  (instant) => wall(instant).replace(/^(\d+)-(\d+)-(\d+)T(.*)$/, '$3/$2/$1 $4'),
];
