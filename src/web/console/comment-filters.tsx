import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { SEARCH_COUNT_LIMIT, type CommentPage } from '../../service/show-comments.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { LANGUAGE_ID } from '../ui/language-switch.tsx';
import { COMMENTS_PATH, writeChoice, type CommentChoice } from './comment-filter.ts';
import type { OverviewFilter } from './overview-filter.ts';
import { PeriodField, UnitField, type FilterChoices } from './overview-filters.tsx';
import { commentsTextFor } from './text.ts';

interface FiltersProps {
  readonly filter: OverviewFilter;
  readonly choice: CommentChoice;
  readonly choices: FilterChoices;
  readonly locale: Locale;
}

/** Works as a plain form; with scripts a change shows at once. What does not apply here is kept for other pages. */
export function CommentFilters({ filter, choice, choices, locale }: FiltersProps): VNode {
  const text = commentsTextFor(locale);
  const kept = { topic: choice.topic, procedure: filter.procedure, channel: filter.channel, filedVia: filter.filedVia };
  return (
    <form
      class="filters filters--three"
      method="get"
      action={COMMENTS_PATH}
      aria-label={text.search}
      hx-get={COMMENTS_PATH}
      hx-trigger="change, submit"
      hx-target="#main"
      hx-select="#main"
      hx-select-oob={`#${LANGUAGE_ID}`}
      hx-swap="outerMorph"
      hx-push-url="true"
    >
      <PeriodField filter={filter} choices={choices} locale={locale} label={text.period} />
      <UnitField filter={filter} choices={choices} locale={locale} />
      <TextField id="q" label={`${text.search} (${text.searchHint})`} value={choice.search} />
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button kind="secondary">{text.apply}</Button>
    </form>
  );
}

/** Every topic with how many there are; the chosen one leads back to all. */
export function TopicChips({
  page,
  filter,
  choice,
  locale,
}: Omit<FiltersProps, 'choices'> & { readonly page: CommentPage }): VNode {
  const text = commentsTextFor(locale);
  const topics = [
    { topic: null, name: text.allTopics, count: page.total },
    ...page.topics.map(({ topic, factor, count }) => ({ topic, name: factor?.name[locale] ?? text.none, count })),
  ];
  return (
    <>
      {page.total === null ? <p class="quiet">{text.many(formatCount(SEARCH_COUNT_LIMIT, locale))}</p> : null}
      <nav aria-label={text.topics}>
        <ul class="chips">
          {topics.map(({ topic, name, count }) => (
            <li key={name}>
              <a
                class="chip"
                href={`${COMMENTS_PATH}?${writeChoice(filter, { topic, search: choice.search, after: null })}`}
                aria-current={topic === choice.topic ? 'true' : undefined}
              >
                {name} {count === null ? null : <b>{formatCount(count, locale)}</b>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
