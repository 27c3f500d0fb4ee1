import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const MAX_LENGTH = 32;
const REACHABLE = new Set(['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE']);

/**
 * A mobile or fixed number in E.164 (`+84912345678`); null when it is none. Accepts national (`0912 345 678`,
 * `0912.345.678`) and international notation (`+84...`, `0084...`, `84...`); without a country it is Vietnamese.
 */
export function toE164(raw: string): string | null {
  const text = raw.trim().replace(/^00(?=[1-9])/, '+');
  if (text.length > MAX_LENGTH) return null;
  const phone = parsePhoneNumberFromString(text, { defaultCountry: 'VN', extract: false });
  if (!phone?.isValid() || phone.ext !== undefined) return null;
  return REACHABLE.has(phone.getType() ?? '') ? phone.number : null;
}

/** An E.164 number as people read it: `0912 345 678`, a foreign one with its country code. */
export function asPeopleRead(e164: string): string {
  const phone = parsePhoneNumberFromString(e164);
  if (!phone) return e164;
  return phone.country === 'VN' ? phone.formatNational() : phone.formatInternational();
}
