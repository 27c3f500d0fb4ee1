import type { DossierField } from '../dossier-check.ts';

/** The fields that a column may hold, in the order in which clerks are asked about them. */
export const IMPORT_FIELDS = [
  'code',
  'procedure',
  'dueAt',
  'completedAt',
  'returnedAt',
  'phone',
  'unit',
  'filedVia',
  'receivedAt',
  'outcome',
  'applicant',
  'lateReason',
  'apologySentAt',
  'officer',
  'language',
] as const satisfies readonly DossierField[];
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Without these no row could go in. */
export const REQUIRED_FIELDS: readonly ImportField[] = ['code', 'procedure', 'dueAt'];

/** Which column, from 0, holds a field; absent or null: none does. */
export type ColumnMap = Partial<Readonly<Record<ImportField, number | null>>>;

/**
 * What headers say, without accents, spaces and signs: names of our own API, of the national portal's synchronisation record, of
 * registers of intake (mẫu 07) and of everyday spreadsheets. The first name that fits wins.
 */
const NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  code: ['code', 'mahoso', 'masohoso', 'sohoso', 'hosoma', 'mahs', 'sohs', 'dossiercode', 'filenumber', 'casecode'],
  procedure: [
    'procedure',
    'mathutuc',
    'matthc',
    'mathutuchanhchinh',
    'mathutucquocgia',
    'thutuc',
    'tthc',
    'procedurecode',
  ],
  dueAt: [
    'dueat',
    'ngayhentra',
    'ngayhentraketqua',
    'hentra',
    'thoihan',
    'thoigianhentra',
    'thoidiemhentra',
    'hantra',
    'hanxuly',
    'hantraketqua',
    'hangiaiquyet',
    'ngayhen',
    'duedate',
    'due',
    'deadline',
  ],
  completedAt: [
    'completedat',
    'ngayketthucxuly',
    'ngayxong',
    'ngaygiaiquyetxong',
    'thoidiemgiaiquyetxong',
    'ngayhoanthanh',
    'thoidiemhoanthanh',
    'ngaycoketqua',
    'xongluc',
    'ngayketthuc',
    'completed',
    'completiondate',
    'finishedat',
  ],
  returnedAt: [
    'returnedat',
    'ngaytra',
    'ngaytraketqua',
    'thoidiemtraketqua',
    'ngaytrakq',
    'traketqualuc',
    'returned',
    'returndate',
  ],
  phone: [
    'phone',
    'sodienthoai',
    'dienthoai',
    'sdt',
    'sodt',
    'dtdd',
    'didong',
    'sodidong',
    'dienthoainguoinop',
    'sodienthoainguoinop',
    'sdtnguoinop',
    'phonenumber',
    'mobile',
    'telephone',
  ],
  unit: [
    'unit',
    'madonvi',
    'donvi',
    'donvixuly',
    'madonvixuly',
    'maxa',
    'maphuong',
    'macoquan',
    'madinhdanh',
    'coquan',
    'unitcode',
    'agency',
    'agencycode',
  ],
  filedVia: [
    'filedvia',
    'hinhthucnop',
    'hinhthuc',
    'kenhnop',
    'kenhtiepnhan',
    'hinhthuctiepnhan',
    'cachnop',
    'filingchannel',
  ],
  receivedAt: [
    'receivedat',
    'ngaytiepnhan',
    'thoidiemtiepnhan',
    'ngaynhan',
    'ngaynop',
    'ngaynhanhoso',
    'ngaynophoso',
    'received',
    'receiveddate',
  ],
  outcome: ['outcome', 'ketqua', 'ketquagiaiquyet', 'trangthaiketqua', 'result'],
  applicant: ['applicant', 'loainguoinop', 'doituong', 'doituongnop', 'loaidoituong', 'loaichuhoso', 'applicanttype'],
  lateReason: ['latereason', 'lydotrehen', 'lydoquahan', 'lydotre', 'lydochamtre', 'delayreason'],
  apologySentAt: ['apologysentat', 'ngayxinloi', 'ngayguivanbanxinloi', 'ngayguithuxinloi', 'thoidiemguivanbanxinloi'],
  officer: ['officer', 'macanbo', 'canbo', 'canboxuly', 'nguoixuly', 'macongchuc', 'officercode'],
  language: ['language', 'ngonngu', 'lang'],
};

/** A guess for every field that a header names; no column is taken twice. */
export function guessColumns(headers: readonly string[]): ColumnMap {
  const names = headers.map(foldHeader);
  const taken = new Set<number>();
  const guess: Partial<Record<ImportField, number>> = {};
  for (const field of IMPORT_FIELDS) {
    const column = NAMES[field]
      .map((name) => names.findIndex((header, i) => header === name && !taken.has(i)))
      .find((found) => found >= 0);
    if (column === undefined) continue;
    taken.add(column);
    guess[field] = column;
  }
  return guess;
}

/** "Ngày hẹn trả (dự kiến)" is "ngayhentra": without accents, signs and what stands in brackets. */
export function foldHeader(header: string): string {
  return header
    .replaceAll(/\([^)]*\)/g, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]/g, '');
}

export function missingFields(columns: ColumnMap): readonly ImportField[] {
  return REQUIRED_FIELDS.filter((field) => (columns[field] ?? null) === null);
}
