/** Commune codes have five digits, province codes two (QĐ 19/2025/QĐ-TTg). */
export type UnitCode = string;

/** The whole country, above every province. */
export const COUNTRY: UnitCode = '00';

export const UNIT_TYPES = ['tỉnh', 'thành phố', 'xã', 'phường', 'đặc khu'] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

export interface Unit {
  readonly code: UnitCode;
  /** Without its type: "Cầu Giấy". */
  readonly name: string;
  readonly type: UnitType;
  /** A commune's province; of a province, null. */
  readonly parentCode: UnitCode | null;
  readonly agencyCodes: readonly string[];
  /** Calendar days, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A key or a person acts on one unit and everything under it; null is the whole country. */
export type UnitScope = UnitCode | null;

export function isWithin(scope: UnitScope, unit: Pick<Unit, 'code' | 'parentCode'>): boolean {
  return scope === null || scope === COUNTRY || scope === unit.code || scope === unit.parentCode;
}
