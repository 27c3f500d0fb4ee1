/** What a process does: everything, HTTP only, or queues and timers only. */
export type Role = 'all' | 'web' | 'worker';

export function parseRole(text: string): Role | null {
  return text === 'all' || text === 'web' || text === 'worker' ? text : null;
}
