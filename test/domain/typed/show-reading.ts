import { readAnswer } from '../../../src/domain/typed/read-answer.ts';

/** `4` counts at once, `c4` is confirmed first, `m` mixed, `u` unclear. */
export function showReading(text: string): string {
  const answer = readAnswer(text);
  switch (answer.kind) {
    case 'score':
      return String(answer.value);
    case 'confirm':
      return `c${answer.value}`;
    case 'mixed':
      return 'm';
    case 'unclear':
      return 'u';
  }
}

/** Phrases of a group: separated by a middle dot. */
export function phrasesOf(group: string): readonly string[] {
  return group.split('·').map((phrase) => phrase.trim());
}
