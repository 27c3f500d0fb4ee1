import type { OpenSession, Person } from '../ports.ts';
import type { Manager, PeopleParts } from './people-parts.ts';

export interface PeoplePage {
  readonly people: readonly Person[];
  /** Id after which the next page goes on; null on the last one. */
  readonly next: string | null;
}

const PAGE_SIZE = 50;

/** One page of the people in the manager's unit and under it, by name. */
export async function showPeople(
  { people }: Pick<PeopleParts, 'people'>,
  manager: Manager,
  { search, after }: { readonly search: string; readonly after: string | null },
): Promise<PeoplePage> {
  const found = await people.list({ scope: manager.scope, search, after, limit: PAGE_SIZE + 1 });
  const shown = found.slice(0, PAGE_SIZE);
  return { people: shown, next: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null };
}

/** Where somebody is signed in, the last used first. */
export function showSessions({ people }: Pick<PeopleParts, 'people'>, id: string): Promise<readonly OpenSession[]> {
  return people.sessions(id);
}
