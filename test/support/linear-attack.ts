/** What somebody knows who has a set of published totals: linear equations between the numbers that are not. */
export interface Unknowns {
  readonly names: readonly string[];
  /** Coefficients by name; the right-hand sides are known and do not matter to what can be solved. */
  readonly equations: readonly ReadonlyMap<string, number>[];
}

/** Arithmetic modulo a prime: exact, and only by an unlikely accident different from that of fractions. */
const P = 1_000_003;

/** Whether the unknown has one value only: its unit vector lies in the row space of the equations. */
export function isDetermined({ names, equations }: Unknowns, name: string): boolean {
  const columns = [...names.filter((other) => other !== name), name];
  const rows = reduce(equations.map((terms) => columns.map((column) => mod(terms.get(column) ?? 0))));
  return rows.some((row) => row.at(-1) !== 0 && row.slice(0, -1).every((value) => value === 0));
}

/** Row echelon form. */
function reduce(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let rest = matrix.filter((row) => row.some((value) => value !== 0));
  const done: (readonly number[])[] = [];
  for (let column = 0; rest.length > 0; column += 1) {
    const pivot = rest.find((row) => row[column] !== 0);
    if (!pivot) continue;
    done.push(pivot);
    const inverse = power(pivot[column] ?? 1, P - 2);
    rest = rest
      .filter((row) => row !== pivot)
      .map((row) => subtract(row, pivot, mod((row[column] ?? 0) * inverse)))
      .filter((row) => row.some((value) => value !== 0));
  }
  return done;
}

function subtract(row: readonly number[], pivot: readonly number[], times: number): readonly number[] {
  return times === 0 ? row : row.map((value, i) => mod(value - mod(times * (pivot[i] ?? 0))));
}

function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  const half = power(mod(base * base), Math.floor(exponent / 2));
  return exponent % 2 === 1 ? mod(half * base) : half;
}

function mod(value: number): number {
  return ((value % P) + P) % P;
}
