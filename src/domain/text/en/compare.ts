import type { CompareText } from '../vi/compare.ts';

export const compareText: CompareText = {
  title: 'Compare units',
  file: 'compare-units',
  lead: (count, parent) => `${count} units of ${parent}`,
  leadCountry: (count) => `${count} provinces and cities`,
  summary: (above, expected, below) =>
    `${above} units clearly above, ${below} clearly below; ${expected} not clearly different from all together.`,
  noneRanked: 'No unit has 30 responses yet, so none is ranked.',
  singleTitle: 'No units below',
  single: 'A commune has no units below it to compare. See its figures on the overview.',
  caption: 'Choose a column’s name to sort by it, a unit’s name to look inside.',
  columns: {
    unit: 'Unit',
    completed: 'Completed',
    response: 'Response rate',
    satisfied: 'Satisfied',
    rank: 'Rank',
    group: 'Against all',
    year: '12 months',
  },
  rank: (best, worst) => (best === worst ? `rank ${best}` : `rank ${best}–${worst}`),
  ranked: (count) => `of ${count}`,
  notRanked: 'Not ranked',
  groups: { above: 'Clearly above', 'as-expected': 'Not clearly different', below: 'Clearly below' },
  map: 'Provinces as tiles',
  mapNote:
    'One tile a province, near its place. The number is the share satisfied; the sign says how it stands to all.',
  legend: 'Legend',
  pages: 'Pages',
  page: (page, pages) => `Page ${page} of ${pages}`,
  next: 'Next page',
  previous: 'Previous page',
  method: 'How units are compared',
  methodLines: [
    'A rank is a range: every rank that the 95% confidence intervals allow. Units whose intervals overlap cannot be told apart.',
    'Below 30 responses nothing is ranked; below 10 no score is shown.',
    'Three groups by a funnel plot (Spiegelhalter 2005): only beyond the 99.8% limits around all together is a unit clearly above or below. One response counts as one, for the answers of one person are not independent.',
    'Response rates go by the day of completion; scores cover whole months of what is published.',
    'Units handle different kinds of dossiers: a difference is a reason to look, not to reward or punish.',
  ],
  sheet: { rankFrom: 'Rank from', rankTo: 'Rank to', responses: 'Responses' },
};
