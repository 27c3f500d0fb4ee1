import { oneLine } from '../lib/clean-text.ts';
import { isEmptyInstant, parseFieldInstant } from '../lib/field-instant.ts';
import type { DossierFault, DossierFaultCode, DossierField, RegistrationRow } from './dossier-check.ts';
import { agencyOf, normaliseDossierCode } from './dossier-code.ts';
import type { Applicant, FilingChannel, Outcome } from './dossier.ts';

/**
 * The record by which systems report dossiers to the national portal (Cổng Dịch vụ công quốc gia, `DongBoHoSoMC`), as
 * vendors build it: a flat object of texts, of which we read the fields below and leave every other one unread. Names
 * are compared without regard to case. The first field that says something counts.
 */
export const DVCQG_FIELDS = {
  code: ['MaHoSo'],
  procedure: ['MaTTHC'],
  /** A commune code or an agency code; where a name stands there, the agency that the dossier code begins with. */
  unit: ['DonViXuLy', 'MaDonVi'],
  filedVia: ['KenhThucHien', 'HinhThuc'],
  receivedAt: ['NgayTiepNhan', 'NgayNopHoSo'],
  dueAt: ['NgayHenTra'],
  completedAt: ['NgayKetThucXuLy', 'NgayTra', 'NgayTuChoi'],
  returnedAt: ['NgayTra'],
  refusedAt: ['NgayTuChoi'],
  outcome: ['TrangThaiHoSo'],
  phone: ['SoDienThoai', 'SoDienThoaiChuHoSo', 'DienThoai'],
  applicant: ['LoaiDoiTuong'],
} as const;

export interface DvcqgState {
  readonly name: string;
  /** Null while work goes on. */
  readonly outcome: Outcome | null;
  readonly returned: boolean;
}

/** `TrangThaiHoSo`, by code or by name. `refused` also stands for 9 and 10 that carry `NgayTuChoi`. */
export const DVCQG_STATES: Readonly<Record<string, DvcqgState>> = {
  '1': { name: 'Mới đăng ký', outcome: null, returned: false },
  '2': { name: 'Được tiếp nhận', outcome: null, returned: false },
  '3': { name: 'Không được tiếp nhận', outcome: 'refused', returned: false },
  '4': { name: 'Đang xử lý', outcome: null, returned: false },
  '5': { name: 'Yêu cầu bổ sung giấy tờ', outcome: null, returned: false },
  '6': { name: 'Yêu cầu thực hiện nghĩa vụ tài chính', outcome: null, returned: false },
  '7': { name: 'Công dân yêu cầu rút hồ sơ', outcome: 'withdrawn', returned: false },
  '8': { name: 'Dừng xử lý', outcome: 'stopped', returned: false },
  '9': { name: 'Đã xử lý xong', outcome: 'issued', returned: false },
  '10': { name: 'Đã trả kết quả', outcome: 'issued', returned: true },
};

/** Where `KenhThucHien` is missing `HinhThuc` is read by the same list; 0 and 1 are the counter in either. */
export const DVCQG_CHANNELS: Readonly<Record<string, FilingChannel>> = {
  '0': 'counter',
  '1': 'counter',
  '2': 'online',
  '3': 'post',
  'trực tiếp': 'counter',
  'trực tuyến': 'online',
  'nộp trực tuyến': 'online',
  'bưu chính': 'post',
  'bưu chính công ích': 'post',
  'qua bưu chính công ích': 'post',
};

export const DVCQG_APPLICANTS: Readonly<Record<string, Applicant>> = {
  '1': 'person',
  '2': 'organisation',
  '3': 'organisation',
  '4': 'organisation',
  '5': 'person',
  'người dân': 'person',
  'công dân': 'person',
  'cá nhân': 'person',
  'doanh nghiệp': 'organisation',
  'cơ quan nhà nước': 'organisation',
  'tổ chức': 'organisation',
  khác: 'person',
};

type Source = keyof typeof DVCQG_FIELDS;

/** A fault under the name that the record has for the field. */
export interface NamedFault extends DossierFault {
  readonly name: string;
}

/** Which of the record's fields each of ours came from. */
export type FieldNames = Readonly<Partial<Record<DossierField, string>>>;

export type ReadRecord =
  | { readonly kind: 'row'; readonly row: RegistrationRow; readonly names: FieldNames }
  | { readonly kind: 'faulty'; readonly code: string; readonly faults: readonly NamedFault[] };

const LONGEST = 64;

/** Reads one record; what is no object is a record without fields. Times without an offset are the zone's. */
export function readDvcqgRecord(given: unknown, zone: string): ReadRecord {
  const reader = new RecordReader(given, zone);
  const code = reader.text('code', 'code-malformed');
  const procedure = reader.text('procedure', 'procedure-unknown');
  const state = reader.state();
  const receivedAt = reader.instant('receivedAt') ?? reader.missing('receivedAt');
  const ended = state?.outcome ? reader.ended(state) : null;
  const dueAt = reader.instant('dueAt') ?? (state === DVCQG_STATES['3'] ? ended : reader.missing('dueAt'));
  const unit = reader.unit(code);
  const filedVia = reader.choice('filedVia', DVCQG_CHANNELS) ?? 'counter';
  const applicant = reader.choice('applicant', DVCQG_APPLICANTS);
  const phone = reader.phone();
  const returnedAt = state?.returned ? (reader.instant('returnedAt') ?? ended) : null;
  const refused = state?.outcome === 'issued' && reader.instant('refusedAt') !== null;
  const { faults, names } = reader;
  if (faults.length > 0 || !receivedAt || !dueAt) return { kind: 'faulty', code, faults };
  const outcome = refused ? 'refused' : (state?.outcome ?? null);
  const rest = { language: null, officer: null, lateReason: null, apologySentAt: null };
  const times = { receivedAt, dueAt, completedAt: ended, returnedAt };
  return { kind: 'row', row: { code, unit, procedure, filedVia, ...times, outcome, phone, applicant, ...rest }, names };
}

/** One record under way: notes which field each value came from, and what is wrong with it. */
class RecordReader {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #zone: string;
  readonly #names: Partial<Record<DossierField, string>> = {};
  readonly #faults = new Map<string, NamedFault>();

  constructor(given: unknown, zone: string) {
    const fields = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
    this.#values = new Map(fields.map(([name, value]) => [name.toLowerCase(), value]));
    this.#zone = zone;
  }

  get faults(): readonly NamedFault[] {
    return [...this.#faults.values()];
  }

  get names(): FieldNames {
    return this.#names;
  }

  text(field: 'code' | 'procedure', malformed: DossierFaultCode): string {
    const found = this.#find(field);
    if (!found) return this.missing(field) ?? '';
    if (found.text.length > LONGEST) this.#fault(field, found.name, malformed);
    return found.text.slice(0, LONGEST);
  }

  state(): DvcqgState | null {
    const found = this.#find('outcome');
    if (!found) return this.missing('outcome');
    const state = valueOf(DVCQG_STATES, withoutZeros(found.text)) ?? byName(found.text);
    return state ?? this.#fault('outcome', found.name, 'choice-unknown');
  }

  /** When the work ended; without a date of its own only a request to withdraw may leave it open. */
  ended({ outcome }: DvcqgState): Date | null {
    const refusal = outcome === 'refused' ? this.instant('refusedAt') : null;
    const at = refusal ?? this.instant('completedAt');
    return at ?? (outcome === 'withdrawn' ? null : this.missing('completedAt'));
  }

  instant(source: Exclude<Source, 'code' | 'unit'>): Date | null {
    const field = source === 'refusedAt' ? 'completedAt' : source;
    const found = this.#find(source);
    if (!found) return null;
    return parseFieldInstant(found.text, this.#zone) ?? this.#fault(field, found.name, 'time-malformed');
  }

  choice<Value>(field: 'filedVia' | 'applicant', values: Readonly<Record<string, Value>>): Value | null {
    const found = this.#find(field);
    if (!found) return null;
    const value = valueOf(values, withoutZeros(found.text)) ?? valueOf(values, folded(found.text));
    return value ?? this.#fault(field, found.name, 'choice-unknown');
  }

  /** Many systems write the unit's name here; the dossier code then says which agency it is. */
  unit(code: string): string {
    const found = this.#find('unit');
    if (found && /^(?:\d{5}|[0-9A-Z]+(?:\.[0-9A-Z]+)+)$/i.test(found.text)) return found.text.toUpperCase();
    const agency = agencyOf(normaliseDossierCode(code));
    if (agency === '') return this.missing('unit') ?? '';
    return agency;
  }

  /** A number that lost its leading zero on the way gets it back. */
  phone(): string | null {
    const found = this.#find('phone');
    if (!found) return null;
    if (found.text.length > 40) return this.#fault('phone', found.name, 'phone-malformed');
    return /^[35789]\d{8}$/.test(found.text) ? `0${found.text}` : found.text;
  }

  missing(field: Exclude<Source, 'refusedAt'>): null {
    return this.#fault(field, DVCQG_FIELDS[field][0], 'value-missing');
  }

  /** The first field of the source that says something; remembers its name. */
  #find(source: Source): { readonly name: string; readonly text: string } | null {
    for (const name of DVCQG_FIELDS[source]) {
      const text = said(this.#values.get(name.toLowerCase()));
      if (text === null) continue;
      this.#names[source === 'refusedAt' ? 'completedAt' : source] = name;
      return { name, text };
    }
    return null;
  }

  #fault(field: DossierField, name: string, code: DossierFaultCode): null {
    // The first fault of a field is the cause of the others.
    if (!this.#faults.has(name)) this.#faults.set(name, { field, name, code });
    return null;
  }
}

/** Blanks, the word "null" and empty dates say nothing; a list or object stands for a text that fits nowhere. */
function said(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return '?';
  const text = oneLine(String(value));
  return text === '' || text.toLowerCase() === 'null' || isEmptyInstant(text) ? null : text;
}

function valueOf<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function byName(text: string): DvcqgState | undefined {
  return Object.values(DVCQG_STATES).find(({ name }) => folded(name) === folded(text));
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ');
}

/** `01` is 1. */
function withoutZeros(text: string): string {
  return /^0+\d/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}
