import type { Question, QuestionKey, Survey } from './survey.ts';

const ID = /^(.+)-(\d{1,6})$/;

/** The id after the highest of the same name: `sipas-b-3` after `sipas-b-1` and `sipas-b-2`. */
export function nextVersionId(baseId: string, ids: Iterable<string>): string {
  const { name } = read(baseId);
  const numbers = [baseId, ...ids].map(read).filter((each) => each.name === name);
  return `${name}-${String(Math.max(...numbers.map(({ number }) => number)) + 1)}`;
}

function read(id: string): { readonly name: string; readonly number: number } {
  const [, name = id, number = '0'] = ID.exec(id) ?? [];
  return { name, number: Number(number) };
}

export interface SurveyChanges {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Another order, the last question, or a criterion's name. */
  readonly other: boolean;
}

export function compareSurveys(before: Survey, after: Survey): SurveyChanges {
  const old = new Map(before.questions.map((question) => [question.key, question]));
  const kept = after.questions.filter(({ key }) => old.has(key));
  return {
    added: after.questions.length - kept.length,
    removed: before.questions.length - kept.length,
    changed: kept.filter((question) => !isSame(question, old.get(question.key))).length,
    other:
      !isSame(besidesQuestions(before), besidesQuestions(after)) || !isSame(orderOf(before, kept), kept.map(keyOf)),
  };
}

export function isChanged({ added, removed, changed, other }: SurveyChanges): boolean {
  return added + removed + changed > 0 || other;
}

/** The lowest `q<n>` that no question of either survey has. */
export function freshKey(...surveys: readonly Pick<Survey, 'questions'>[]): QuestionKey {
  const taken = new Set(surveys.flatMap(({ questions }) => questions.map(keyOf)));
  const free = Array.from({ length: taken.size + 1 }, (_, i) => `q${String(i + 1)}`);
  return free.find((key) => !taken.has(key)) ?? `q${String(taken.size + 1)}`;
}

function besidesQuestions({ criteria, commentPrompt, factors }: Survey) {
  return { criteria, commentPrompt, factors };
}

function orderOf({ questions }: Survey, kept: readonly Question[]): readonly QuestionKey[] {
  const keys = new Set(kept.map(keyOf));
  return questions.map(keyOf).filter((key) => keys.has(key));
}

function keyOf({ key }: Question): QuestionKey {
  return key;
}

/** Whatever order the names of fields come in: the database keeps its own. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}
