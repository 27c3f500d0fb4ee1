import { randomUUID } from 'node:crypto';

/** A random UUID v4: no time, no order. */
export function newId<Id extends string>(): Id {
  return randomUUID() as string as Id;
}
