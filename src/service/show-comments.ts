import { foldText } from '../domain/comment-search.ts';
import type { Factor } from '../domain/survey.ts';
import type { UnitCode } from '../domain/unit.ts';
import { monthOf } from '../lib/calendar.ts';
import { checkScope } from './check-scope.ts';
import type { CommentPlace, CommentStore, CommentTopic, PublishedComment, ReferenceStore } from './ports.ts';
import type { Viewer } from './show-rates.ts';

export interface CommentFilter {
  /** Days, inclusive; comments know the month in which they were published. */
  readonly from: string;
  readonly to: string;
  readonly unit: UnitCode | null;
  readonly topic: CommentTopic | null;
  /** As somebody typed it; marks and capitals do not matter. */
  readonly search: string;
  /** Where the page before ended; null for the newest. */
  readonly after: CommentPlace | null;
}

export interface TopicCount {
  readonly topic: CommentTopic;
  readonly factor: Factor | null;
  /** Null for more than a search counts. */
  readonly count: number | null;
}

export interface CommentPage {
  /** Newest batch first. */
  readonly comments: readonly PublishedComment[];
  /** Where the next page goes on; null on the last one. */
  readonly next: CommentPlace | null;
  /** Of what is searched for, whatever the topic; null for more than a search counts. */
  readonly total: number | null;
  readonly topics: readonly TopicCount[];
}

interface CommentParts {
  readonly comments: CommentStore;
  readonly references: ReferenceStore;
}

const PAGE_SIZE = 20;
/** Words that more comments hold are not counted further. */
export const SEARCH_COUNT_LIMIT = 10_000;

/**
 * One page of published comments of a unit and everything under it.
 * @throws CodedError `unit-out-of-scope`
 */
export async function showComments(parts: CommentParts, filter: CommentFilter, viewer: Viewer): Promise<CommentPage> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const words = foldText(filter.search);
  const query = {
    from: monthOf(filter.from),
    to: monthOf(filter.to),
    scope: filter.unit ?? viewer.scope,
    words: words === '' ? null : words,
  };
  const [counts, survey] = await Promise.all([
    parts.comments.count(query, SEARCH_COUNT_LIMIT),
    parts.references.activeSurvey(),
  ]);
  const countOf = (topic: CommentTopic | 'all') => counts && (counts.get(topic) ?? 0);
  // Whoever looks for what is not there reads everything.
  const isThere = countOf(filter.topic ?? 'all') !== 0;
  const found = isThere ? await parts.comments.find(query, filter.topic, filter.after, PAGE_SIZE + 1) : [];
  const comments = found.slice(0, PAGE_SIZE);
  const last = comments.at(-1);
  const topics = [...survey.factors.map((factor) => ({ topic: factor.key, factor })), { topic: 'none', factor: null }];
  return {
    comments,
    next: found.length > PAGE_SIZE && last ? { batch: last.batch, position: last.position } : null,
    total: countOf('all'),
    topics: topics.map((one) => Object.assign(one, { count: countOf(one.topic) })),
  };
}
