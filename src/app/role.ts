import type { Surface } from '../config.ts';

/** What a process does: everything, HTTP only, or queues and timers only. */
export type Role = 'all' | 'web' | 'worker';

export function parseRole(text: string): Role | null {
  return text === 'all' || text === 'web' || text === 'worker' ? text : null;
}

const OUTSIDE: ReadonlySet<Surface> = new Set(['citizen', 'webhook']);

/** `edge`: HTTP that citizens and platforms alone reach. It has few rights in the database, and starts nothing. */
export type Standing = Role | 'edge';

export function standingOf(role: Role, surfaces: readonly Surface[]): Standing {
  return role === 'web' && surfaces.every((surface) => OUTSIDE.has(surface)) ? 'edge' : role;
}
