export interface ErrorLayer {
  readonly code?: unknown;
  readonly kind?: unknown;
  readonly message?: unknown;
}

const DEEPEST = 5;

/** An error and what it wraps: raw statements hide the code of the database one or two layers down. */
export function layersOf(error: unknown, depth = 1): readonly ErrorLayer[] {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return [];
  const { meta, cause, driverAdapterError } = error as Record<string, unknown>;
  return [error, ...[meta, cause, driverAdapterError].flatMap((inner) => layersOf(inner, depth + 1))];
}
