import type { ExportText } from '../vi/export.ts';

/** Words of files that are downloaded. */
export const exportText: ExportText = {
  from: (label: string) => `${label}: from`,
  to: (label: string) => `${label}: to`,
  links: {
    label: 'Download the figures',
    xlsx: 'Excel (XLSX)',
    csv: 'CSV',
    csvOf: (name: string) => `CSV: ${name}`,
  },
  notes: {
    sheet: 'Notes',
    item: 'Item',
    meaning: 'Meaning',
    what: 'Contents',
    unit: 'Unit',
    period: 'Period',
    periodOf: (from: string, to: string) => `Dossiers completed from ${from} to ${to}`,
    procedure: 'Procedure',
    filedVia: 'Filing channel',
    everything: 'All',
    made: 'Made at',
    method: 'Method',
    suppressed: 'Cells without a figure',
    suppressedMeaning:
      'Where a cell says “Fewer than 10 …” or “Withheld”, the figure is kept back: so few are not reliable and might show who answered what. A figure from which such a one could be computed is kept back as well.',
  },
  picture: {
    file: 'chart',
    foot: (instant: string) => `Hài Lòng, figures for reference, no substitute for SIPAS. Made at ${instant}`,
  },
  overview: {
    title: 'Overview',
    file: 'overview',
    funnel: 'From dossiers to answers',
    step: 'Step',
    count: 'Count',
    rate: 'Rate over the step before',
    interval: '95% confidence interval',
    index: 'Satisfaction',
    measure: 'Figure',
    overall: 'Overall',
    rating: 'Stars (counted apart)',
    trend: '12 months',
    units: 'By unit',
    unitCode: 'Unit code',
  },
  audit: {
    file: 'audit-log',
    position: 'Number',
    newest: (count: string) => `The newest ${count} entries at most.`,
    chain: 'Every entry is sealed with the one before it; “npm run audit -- verify” finds entries changed or removed.',
  },
};
