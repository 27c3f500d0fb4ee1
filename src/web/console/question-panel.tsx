import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Counts } from '../../domain/publication.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import { scoresOf } from '../../domain/score.ts';
import type { QuestionRow } from '../../service/show-questions.ts';
import { DivergingBar } from '../ui/diverging-bar.tsx';
import { formatCount, formatPercent, formatShare, pageTextFor } from '../ui/format.ts';
import { EmptyState } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { Table } from '../ui/table.tsx';
import { questionsTextFor } from './text.ts';

interface PanelProps {
  readonly row: QuestionRow;
  /** Its place in the survey, from 1. */
  readonly number: number;
  readonly locale: Locale;
}

/** One question: what was asked, how people stand to it, and what that is over. */
export function QuestionPanel({ row, number, locale }: PanelProps): VNode {
  const { question, factor, counts, satisfaction } = row;
  const text = questionsTextFor(locale);
  return (
    <section class="panel" aria-labelledby={question.key}>
      <div>
        {factor === null ? null : (
          <p class="quiet">
            {text.factor}: {factor.name[locale]}
          </p>
        )}
        <h2 id={question.key}>
          {number}. {question.text[locale]}
        </h2>
      </div>
      {counts === null || satisfaction.kind === 'too-few' ? (
        <>
          <EmptyState title={text.tooFewTitle}>
            <p>{text.tooFew}</p>
          </EmptyState>
          <Criteria row={row} locale={locale} />
        </>
      ) : (
        <Answers counts={counts} figures={satisfaction} number={number} locale={locale}>
          <Criteria row={row} locale={locale} />
        </Answers>
      )}
    </section>
  );
}

interface AnswersProps {
  readonly counts: Counts;
  readonly figures: Extract<Satisfaction, { readonly kind: 'figures' }>;
  readonly number: number;
  readonly locale: Locale;
  readonly children: ComponentChildren;
}

function Answers({ counts, figures, number, locale, children }: AnswersProps): VNode {
  const text = questionsTextFor(locale);
  const { share, answers } = figures;
  const count = (value: number) => formatCount(value, locale);
  const of = (...some: readonly number[]) =>
    formatShare(some.reduce((sum, value) => sum + value, 0) / answers, locale, 0);
  return (
    <div class="question">
      <figure class="question__chart">
        <DivergingBar counts={scoresOf(counts)} />
        <p class="question__ends">
          <span>
            <b>{of(counts[0], counts[1])}</b> {text.ends.left}
          </span>
          <span>
            <b>{of(counts[2])}</b> {text.ends.middle}
          </span>
          <span>
            <b>{of(counts[3], counts[4])}</b> {text.ends.right}
          </span>
        </p>
        <details>
          <summary>{pageTextFor(locale).asTable}</summary>
          <LevelTable counts={counts} answers={answers} number={number} locale={locale} />
        </details>
        {children}
      </figure>
      <Stat label={text.satisfied} value={formatPercent(share.value, locale)}>
        <p>{pageTextFor(locale).interval(formatPercent(share.low, locale), formatPercent(share.high, locale))}</p>
        <p>{text.answers(count(answers))}</p>
        <p>
          {text.notApplicable(count(counts[5]))} · {text.skipped(count(counts[6]))}
        </p>
      </Stat>
    </div>
  );
}

function LevelTable({
  counts,
  answers,
  number,
  locale,
}: Omit<AnswersProps, 'figures' | 'children'> & { readonly answers: number }): VNode {
  const text = questionsTextFor(locale);
  return (
    <Table
      caption={text.table(number)}
      hideCaption
      columns={[
        { key: 'level', label: text.level },
        { key: 'count', label: text.count, numeric: true },
        { key: 'share', label: text.share, numeric: true },
      ]}
      rows={[...text.levels, text.notApplicableRow, text.skippedRow].map((label, i) => {
        const value = counts[i] ?? 0;
        return {
          key: label,
          cells: [label, formatCount(value, locale), i < 5 ? formatShare(value / answers, locale) : '–'],
        };
      })}
    />
  );
}

/** The ministry's own items are named in its own language. */
function Criteria({ row, locale }: Pick<PanelProps, 'row' | 'locale'>): VNode | null {
  const text = questionsTextFor(locale);
  if (row.criteria.length === 0) return null;
  return (
    <details>
      <summary>{text.criteria}</summary>
      <ul class="bullets" lang="vi">
        {row.criteria.map(({ number, name }) => (
          <li key={number}>{text.criterion(number, name)}</li>
        ))}
      </ul>
    </details>
  );
}
