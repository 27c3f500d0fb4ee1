import type { Locale } from '../../../domain/locale.ts';
import type { QuestionRow } from '../../../service/show-questions.ts';
import { questionsTextFor } from '../text.ts';
import { shareCells, withheldCells } from './cells.ts';
import type { Sheet, SheetCell, SheetNote } from './sheet.ts';
import { exportTextFor } from './text.ts';

interface QuestionsSheetProps {
  readonly rows: readonly QuestionRow[];
  readonly notes: readonly SheetNote[];
  readonly locale: Locale;
}

/** Each question with its answers by level. */
export function questionsSheet({ rows, notes, locale }: QuestionsSheetProps): Sheet {
  const text = questionsTextFor(locale);
  return {
    key: 'questions',
    name: text.title,
    columns: [
      { label: text.sheet.number, kind: 'count', width: 6 },
      { label: text.sheet.question, kind: 'text', width: 60 },
      { label: text.factor, kind: 'text' },
      { label: text.satisfied, kind: 'share' },
      { label: exportTextFor(locale).overview.interval, kind: 'interval' },
      { label: text.sheet.answers, kind: 'count' },
      ...text.levels.map((label) => ({ label, kind: 'count' as const })),
      { label: text.notApplicableRow, kind: 'count' },
      { label: text.skippedRow, kind: 'count' },
    ],
    rows: rows.map((row, i) => [i + 1, row.question.text[locale], row.factor?.name[locale] ?? null, ...cellsOf(row)]),
    notes,
    locale,
  };
}

const FIGURES = 10;

function cellsOf({ satisfaction, counts }: QuestionRow): readonly SheetCell[] {
  if (satisfaction.kind === 'too-few' || counts === null) return withheldCells('opinions', FIGURES);
  return [...shareCells(satisfaction.share), satisfaction.answers, ...counts];
}
