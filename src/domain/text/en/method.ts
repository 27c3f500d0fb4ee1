import type { MethodText } from '../vi/method.ts';

/** Words about how an authority says that it reports. */
export const methodText: MethodText = {
  nav: 'Method',
  title: 'How figures are published',
  lead: 'Fixed before the figures are known: which comes first, how it is weighted, by which decision and on which day. Shown on the overview and on the public page.',
  stays:
    'All three figures are always shown side by side, each by its name. This says which one the authority puts first.',
  of: (unit) => `In force: that of ${unit}`,
  none: 'Nothing has been fixed yet.',
  headline: 'Figure that comes first',
  headlines: {
    share: 'Share satisfied (4 and 5)',
    'mean-of-5': 'Mean on a scale of 5',
    'mean-of-100': 'Mean from 0 to 100',
  },
  weighting: 'Weights',
  weightings: { answers: 'Every answer alike', factors: 'Every factor alike' },
  decision: 'By decision',
  decisionHint: 'Number and date, such as Decision 123/QĐ-UBND of 05/01/2027.',
  publishOn: 'Next day of publication',
  publishHint: 'A day in the future, such as 15/01/2027.',
  save: 'Fix it',
  saved: 'This was fixed',
  line: (headline, weighting, decision, publishOn, fixedOn) =>
    `Published by ${decision}. First figure: ${headline}. Weights: ${weighting}. Day of publication: ${publishOn}; fixed on ${fixedOn}.`,
  faults: {
    'decision-missing': 'Enter the number of the decision.',
    'day-malformed': 'This day cannot be read. Write 15/01/2027.',
    'day-past': 'The day of publication must come after today: the method is fixed beforehand.',
  },
};
