import { z } from 'zod';
import type { CommentPlace, CommentTopic } from '../../service/ports.ts';
import { writeFilter, type OverviewFilter } from './overview-filter.ts';

export const COMMENTS_PATH = '/console/comments';

/** What the comments page adds to the filter that all pages of figures share. */
export interface CommentChoice {
  readonly topic: CommentTopic | null;
  readonly search: string;
  readonly after: CommentPlace | null;
}

const Query = z.object({
  topic: z
    .string()
    .regex(/^[a-z]{1,30}$/)
    .nullable()
    .catch(null),
  q: z.string().trim().max(100).catch(''),
  after: z
    .string()
    .regex(/^\d{1,9}-\d{1,9}$/)
    .nullable()
    .catch(null),
});

/** Reads a query string leniently: what cannot be understood is as if it were not there. */
export function readChoice(query: unknown): CommentChoice {
  const { topic, q, after } = Query.parse(query);
  const [batch, position] = (after ?? '').split('-').map(Number);
  return { topic, search: q, after: batch && position ? { batch, position } : null };
}

/** Both filters as a query string, defaults left out. */
export function writeChoice(filter: OverviewFilter, { topic, search, after }: CommentChoice): string {
  const query = new URLSearchParams(writeFilter(filter));
  if (topic !== null) query.set('topic', topic);
  if (search !== '') query.set('q', search);
  if (after !== null) query.set('after', `${String(after.batch)}-${String(after.position)}`);
  return query.toString();
}
