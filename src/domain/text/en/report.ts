import type { ReportText } from '../vi/report.ts';

/** Words of the monthly report. */
export const reportText: ReportText = {
  nav: 'Monthly report',
  title: 'Monthly report',
  heading: 'What citizens say about how administrative procedures were handled',
  lead: 'Read it, print it (A4), or download it and go on writing. The paragraph below can be pasted into a report as it is.',
  month: 'Month',
  unit: 'Unit',
  span: 'Period',
  spans: {
    calendar: 'From the 1st to the end of the month',
    reporting: 'From the 15th of the month before to the 14th',
  },
  apply: 'Show',
  print: 'Print the report',
  docx: 'Download Word (DOCX)',
  periodLine: (month: string, from: string, to: string) => `Reporting period ${month} (${from} to ${to})`,
  scoreMonth: (month: string) => `Satisfaction is that of the whole of ${month}.`,
  paragraphTitle: 'Paragraph for a report',
  tablesTitle: 'Figures',
  chartsTitle: 'Charts',
  methodTitle: 'Method',
  foot: (instant: string) => `Made at ${instant}. Figures for reference, no substitute for SIPAS.`,
  page: 'Page',
  file: 'report',
  onePeriod:
    'The response rate counts the days of the reporting period; satisfaction is published by whole calendar months only, so it is that of the month which the period is named for.',
  tables: {
    funnel: 'From dossiers to answers',
    index: 'Share satisfied by factor',
    units: 'Response rate by unit',
    none: '–',
  },
  paragraph: {
    where: { country: 'in the whole country', unit: (name: string) => `in ${name}` },
    none: (month: string, span: string, where: string) =>
      `In the reporting period ${month} (${span}), no dossier was recorded as completed ${where}.`,
    span: (from: string, to: string) => `${from} to ${to}`,
    completed: (month: string, span: string, where: string, completed: string, eligible: string, invited: string) =>
      `In the reporting period ${month} (${span}), ${completed} dossiers were completed ${where}; ${eligible} were eligible for the survey, and ${invited} invitations were sent.`,
    response: (delivered: string, finished: string, rate: string, low: string, high: string) =>
      `Of ${delivered} invitations that reached a citizen, ${finished} were answered to the end, a response rate of ${rate} (95% confidence interval: ${low} to ${high}; n = ${delivered}).`,
    responseHidden: 'Fewer than 10 invitations were sent, so no response rate is given.',
    responseNone: 'No invitation has reached a citizen yet, so there is no response rate.',
    satisfaction: (month: string, share: string, low: string, high: string, answers: string, responses: string) =>
      `From ${responses} responses of ${month}, the share satisfied is ${share} (95% confidence interval: ${low} to ${high}; n = ${answers} answers).`,
    tooFew: (month: string) => `${month} has fewer than 10 responses, so no share satisfied is given.`,
    higher: (month: string, before: string, points: string, low: string, high: string) =>
      `Compared with ${month} (${before}), the share satisfied rose by ${points} percentage points (95% confidence interval: ${low} to ${high}).`,
    lower: (month: string, before: string, points: string, low: string, high: string) =>
      `Compared with ${month} (${before}), the share satisfied fell by ${points} percentage points (95% confidence interval: ${low} to ${high}).`,
    same: (month: string, before: string) => `Compared with ${month} (${before}), there is no clear difference.`,
    factorsApart: (lowest: string, low: string, highest: string, high: string) =>
      `The factor with the lowest share is “${lowest}” (${low}), clearly below the highest, “${highest}” (${high}).`,
    factorsAlike: 'The factors show no clear difference from one another.',
    reference: 'The figures are for reference and no substitute for the national index (SIPAS).',
  },
};
