import { z } from 'zod';
import { UNIT_TYPES, type Unit, type UnitCode, type UnitType } from '../domain/unit.ts';
import { isDay } from '../lib/calendar.ts';
import type { ReferenceStore } from './ports.ts';
import { readTable, type RowFault } from './read-table.ts';

export interface ImportReport {
  readonly saved: number;
  readonly faults: readonly RowFault[];
}

const day = z.string().refine(isDay, 'must be a day such as 2025-07-01');

const UnitRow = z.object({
  code: z.string().regex(/^(\d{2}|\d{5})$/, 'must have two digits (province) or five (commune)'),
  name: z.string().min(1, 'must not be empty').max(200),
  type: z.string().transform((value, context): UnitType => {
    const type = UNIT_TYPES.find((each) => each === value.toLowerCase().normalize('NFC'));
    if (type) return type;
    context.addIssue(`must be one of ${UNIT_TYPES.join(', ')}`);
    return z.NEVER;
  }),
  provinceCode: z.string().regex(/^(\d{2})?$/, 'must be the two digits of the province, empty for a province'),
  agencyCode: z
    .string()
    .regex(/^([A-Z]\d{2}(\.[0-9A-Z]{1,4})*(\|(?!$)|$))*$/, 'must be codes such as H26.99.01, separated by |'),
  validFrom: day,
  validTo: z.union([z.literal(''), day]),
});

type UnitRow = z.infer<typeof UnitRow>;

/**
 * Imports `code,name,type,provinceCode,agencyCode,validFrom,validTo`; a code that exists is replaced. Good rows go in.
 * @throws CodedError `file-malformed`
 */
export async function importUnits(store: ReferenceStore, text: string): Promise<ImportReport> {
  const { rows, faults } = readTable(text, UnitRow);
  const known = await store.units();
  const provinces = new Set([...known.keys(), ...rows.map(({ row }) => row.code)].filter((code) => code.length === 2));
  const agencies = await store.agencies();
  const good = rows.filter(({ row }) => problemOf(row, provinces, agencies) === null);
  const bad = rows.flatMap(({ line, row }) => {
    const problem = problemOf(row, provinces, agencies);
    return problem ? [{ line, ...problem }] : [];
  });
  if (good.length > 0) await store.saveUnits(good.map(({ row }) => toUnit(row)));
  return { saved: good.length, faults: [...faults, ...bad].toSorted((a, b) => a.line - b.line) };
}

function problemOf(
  row: UnitRow,
  provinces: ReadonlySet<UnitCode>,
  agencies: ReadonlyMap<string, UnitCode>,
): Omit<RowFault, 'line'> | null {
  const isProvince = row.code.length === 2;
  if (isProvince && row.provinceCode !== '') return { column: 'provinceCode', message: 'must be empty for a province' };
  if (!isProvince && !provinces.has(row.provinceCode)) {
    return { column: 'provinceCode', message: 'names no province; import the province first' };
  }
  if (row.validTo !== '' && row.validTo < row.validFrom) return { column: 'validTo', message: 'lies before validFrom' };
  const taken = agencyCodes(row).find((code) => agencies.has(code) && agencies.get(code) !== row.code);
  return taken === undefined ? null : { column: 'agencyCode', message: `${taken} belongs to another unit` };
}

function agencyCodes(row: UnitRow): readonly string[] {
  return row.agencyCode.split('|').filter((code) => code !== '');
}

function toUnit(row: UnitRow): Unit {
  return {
    code: row.code,
    name: row.name,
    type: row.type,
    parentCode: row.provinceCode === '' ? null : row.provinceCode,
    agencyCodes: agencyCodes(row),
    validFrom: row.validFrom,
    validTo: row.validTo === '' ? null : row.validTo,
  };
}
