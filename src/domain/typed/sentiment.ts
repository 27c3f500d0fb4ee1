import type { Score } from '../answer.ts';
import type { Role } from './role.ts';

export type Side = 'good' | 'middle' | 'bad';

export interface Sentiment {
  readonly side: Side;
  readonly level: Score;
  readonly sure: boolean;
  /** How "rất" raises it: to the end of the scale, there but with a question, or not at all. */
  readonly grows: 'sure' | 'asked' | 'never';
  /** Counts only when nothing else does. */
  readonly weak: boolean;
}

function sentiment(
  side: Side,
  level: Score,
  sure: boolean,
  grows: Sentiment['grows'] = sure ? 'sure' : 'asked',
  weak = false,
): Sentiment {
  return { side, level, sure, grows, weak };
}

const SENTIMENTS: Readonly<Partial<Record<Role, Sentiment>>> = {
  great: sentiment('good', 5, true),
  'great?': sentiment('good', 5, false),
  good: sentiment('good', 4, true),
  'good-weak': sentiment('good', 4, true, 'asked'),
  'good?': sentiment('good', 4, false),
  thanks: sentiment('good', 4, false, 'never', true),
  mid: sentiment('middle', 3, true, 'never'),
  'mid?': sentiment('middle', 3, false, 'never'),
  fair: sentiment('middle', 3, false, 'never', true),
  bad: sentiment('bad', 2, true),
  'bad?': sentiment('bad', 2, false),
  'bad-fact': sentiment('bad', 2, false, 'never'),
  awful: sentiment('bad', 1, true),
  'awful?': sentiment('bad', 1, false),
};

export function sentimentOf(role: Role): Sentiment | null {
  return SENTIMENTS[role] ?? null;
}

export function sideOf(value: Score): Side {
  if (value === 3) return 'middle';
  return value > 3 ? 'good' : 'bad';
}
