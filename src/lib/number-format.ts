const known = new Map<string, Intl.NumberFormat>();

/** With exactly so many decimals. Made once each: making one costs as much as formatting a hundred numbers. */
export function numberFormat(tag: string, decimals: number): Intl.NumberFormat {
  const key = `${tag} ${String(decimals)}`;
  const found = known.get(key);
  if (found) return found;
  const made = new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  known.set(key, made);
  return made;
}
