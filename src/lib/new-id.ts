import { randomUUID } from 'node:crypto';

/** A random UUID v4: no time, no order. */
export function newId<Id extends string>(): Id {
  return randomUUID() as string as Id;
}

/**
 * A random UUID v7, which begins with the milliseconds of now: rows that are made together lie together in every index,
 * so that making one more costs the same however many there are. Only for what bears its time anyhow.
 */
export function newTimedId<Id extends string>(): Id {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}` as Id;
}
