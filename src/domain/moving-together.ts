import type { Answer } from './answer.ts';

interface Answers {
  readonly answers: Readonly<Record<string, Pick<Answer, 'value'>>>;
}

/**
 * Those who may move a figure together with `others`, who move in any case: at least `batch` of them all, and each
 * question scored by nobody or by as many, or the figures of that question would move by the few. Whoever scored what
 * too few did stays behind; all that fit are taken, for two groups that fit also fit as one.
 */
export function movingTogether<Item>(
  items: readonly Item[],
  others: readonly Answers[],
  answersOf: (item: Item) => Answers,
  batch: number,
): readonly Item[] {
  const counts = new Map<string, number>();
  for (const question of [...items.map(answersOf), ...others].flatMap(questionsScored)) {
    counts.set(question, (counts.get(question) ?? 0) + 1);
  }
  const isFew = (question: string) => (counts.get(question) ?? 0) < batch;
  const fitting = items.filter((item) => !questionsScored(answersOf(item)).some(isFew));
  if (fitting.length < items.length) return movingTogether(fitting, others, answersOf, batch);
  return items.length + others.length >= batch ? items : [];
}

function questionsScored({ answers }: Answers): readonly string[] {
  return Object.entries(answers).flatMap(([question, { value }]) => (typeof value === 'number' ? [question] : []));
}
