import type { BackCheckText } from '../vi/back-check.ts';

export const backCheckText: BackCheckText = {
  title: 'Two more questions',
  submit: 'Send',
  missing: 'Please choose an answer.',
  thanksTitle: 'Your answers have arrived',
  overTitle: 'No question is left',
  over: 'These two questions have been answered, their time is over, or the link is not written right.',
  found: {
    title: 'Asking back those who answered',
    lead: (from, to) =>
      `A few of those who finished are drawn at random and asked two questions the next day, apart from their answers. Files completed from ${from} to ${to}.`,
    caption: 'What they said, by unit',
    unit: 'Unit',
    asked: 'Asked',
    own: 'Answered themselves',
    prompted: 'Somebody suggested what to choose',
    answers: (count) => `of ${count} people`,
    tooFew: 'Fewer than 10 answers',
    none: 'Nobody has been asked back yet. Whoever finishes today is asked from tomorrow on, in the sending hours.',
    note: 'Counted for provinces and the country only, in groups of 5 and more; nobody can see what one person said. Who does not remember is not counted. 95\u00a0% confidence intervals by Wilson.',
  },
};
