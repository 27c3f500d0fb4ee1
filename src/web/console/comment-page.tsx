import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { PublishedComment } from '../../service/ports.ts';
import { SEARCH_COUNT_LIMIT, type CommentPage } from '../../service/show-comments.ts';
import { groupBy } from '../../lib/group-by.ts';
import { MethodDetails } from '../ui/bullets.tsx';
import { formatCount, formatMonth, unitLabel } from '../ui/format.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Pager } from '../ui/pager.tsx';
import { COMMENTS_PATH, writeChoice, type CommentChoice } from './comment-filter.ts';
import { CommentFilters, TopicChips } from './comment-filters.tsx';
import { FigureTabs } from './figure-tabs.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import type { OverviewFilter } from './overview-filter.ts';
import type { FilterChoices } from './overview-filters.tsx';
import { commentsTextFor } from './text.ts';

export interface CommentProps {
  readonly page: CommentPage;
  readonly filter: OverviewFilter;
  readonly choice: CommentChoice;
  readonly choices: FilterChoices;
}

/** What people wrote, newest batch first. */
export function commentPage(visit: Visit, props: CommentProps): VNode {
  const { page, filter, choice, choices } = props;
  const { locale, viewer } = visit;
  const text = commentsTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page="overview" live>
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <FigureTabs viewer={viewer} current="comments" filter={filter} locale={locale} />
      <CommentFilters filter={filter} choice={choice} choices={choices} locale={locale} />
      {isNarrower(filter) ? <Notice>{text.notFiltered}</Notice> : null}
      {page.total === 0 ? null : <TopicChips {...props} locale={locale} />}
      {page.comments.length === 0 ? (
        <Nothing filter={filter} choice={choice} locale={locale} />
      ) : (
        <Batches {...props} locale={locale} />
      )}
      <CommentPager {...props} locale={locale} />
      <MethodDetails title={text.method} lines={text.methodLines} />
    </ConsoleFrame>
  );
}

/** Comments know neither. */
function isNarrower({ procedure, filedVia, channel }: OverviewFilter): boolean {
  return procedure !== null || filedVia !== null || channel !== null;
}

type Located = CommentProps & { readonly locale: Locale };

/** Says whether there is nothing at all, or nothing that fits. */
function Nothing({ filter, choice, locale }: Pick<Located, 'filter' | 'choice' | 'locale'>): VNode {
  const text = commentsTextFor(locale);
  if (choice.search === '' && choice.topic === null) {
    return (
      <EmptyState title={text.emptyTitle}>
        {text.empty.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </EmptyState>
    );
  }
  const all = writeChoice(filter, { topic: null, search: '', after: null });
  return (
    <EmptyState title={text.notFoundTitle}>
      <p>{text.notFound}</p>
      <p>
        <a href={`${COMMENTS_PATH}?${all}`}>{text.clear}</a>
      </p>
    </EmptyState>
  );
}

function Batches({ page, choices, locale }: Located): VNode {
  const batches = [...groupBy(page.comments, ({ batch }) => batch).values()];
  return (
    <div class="overview">
      {batches.map((comments) => (
        <Batch key={comments[0]?.batch} comments={comments} page={page} choices={choices} locale={locale} />
      ))}
    </div>
  );
}

type BatchProps = Pick<Located, 'page' | 'choices' | 'locale'> & { readonly comments: readonly PublishedComment[] };

function Batch({ comments, page, choices, locale }: BatchProps): VNode | null {
  const [first] = comments;
  if (!first) return null;
  const id = `batch-${String(first.batch)}`;
  const unit = unitLabel(first.unitCode, choices.units, locale);
  const names = new Map(page.topics.map(({ topic, factor }) => [topic, factor?.name[locale]]));
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 class="batch" id={id}>
        {commentsTextFor(locale).batch(unit, formatMonth(first.month, locale))}
      </h2>
      <ul class="comments">
        {comments.map(({ position, text, topics }) => (
          <li key={position}>
            <p class="comments__text">{text}</p>
            {topics.length === 0 ? null : (
              <p class="comments__topics">{topics.flatMap((topic) => names.get(topic) ?? []).join(' · ')}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CommentPager({ page, filter, choice, locale }: Located): VNode {
  const text = commentsTextFor(locale);
  const address = (after: CommentChoice['after']) => `${COMMENTS_PATH}?${writeChoice(filter, { ...choice, after })}`;
  return (
    <Pager
      first={choice.after && address(null)}
      next={page.next && address(page.next)}
      words={{ first: text.newest, next: text.older }}
    >
      <span class="quiet">
        {page.total === null
          ? text.totalOver(formatCount(SEARCH_COUNT_LIMIT, locale))
          : text.total(formatCount(page.total, locale))}
      </span>
    </Pager>
  );
}
