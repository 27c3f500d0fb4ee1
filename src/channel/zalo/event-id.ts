import { sha256 } from '../../lib/vault.ts';

const LENGTH = 24;

/**
 * The same for every delivery of one event, another for every other: Zalo repeats an event five times and gives it no
 * id of its own. A hash, so that neither user ids nor telephone numbers stand in the table of updates seen.
 */
export function eventId(name: string, parts: readonly (string | null)[]): string {
  return sha256(JSON.stringify([name, ...parts]))
    .toString('base64url')
    .slice(0, LENGTH);
}
