import type { FiguresText } from '../vi/figures.ts';

export const figuresText: FiguresText = {
  trail: 'In view',
  channel: 'Invited by',
  auto: 'Automatic',
  autoChosen: (period) => `Automatic: ${period.toLowerCase()}`,
  widened: (period) => `Shown: ${period.toLowerCase()}, the shortest period with 30 responses or more.`,
  notEnough: 'Even the last 12 months have fewer than 30 responses: these figures still swing widely.',
  reports: 'Reporting month (15th to 14th)',
  report: (month) => `Reporting month ${month}`,
  reportNote: (from, to, month) =>
    `Dossiers and response rates cover ${from} to ${to}. Scores are published by calendar month and cover all of ${month}.`,
  remove: (name) => `Remove filter: ${name}`,
  notByChannel:
    'Scores are not told apart by channel: pooled responses keep none, so that nobody can be traced. Take the filter off to see them.',
  factors: 'Five factors over 12 months',
  factorsNote: (low, high) =>
    `Share satisfied in this period, and twelve months on one scale from ${low} to ${high}. The band is the 95% confidence interval.`,
  seriesBreak: 'New survey',
  seriesBreakNote: (month) =>
    `A new survey is asked from ${month} on: the line breaks there, and both sides do not compare.`,
  hiddenRates: 'Wards see no rate over fewer than 10 invitations, nor one from which such a rate could be worked out.',
  lateness: {
    title: 'Late and on time',
    note: 'Late against the first promised date.',
    group: 'Dossiers',
    late: 'Late',
    'on-time': 'On time',
    completed: 'Completed',
    share: 'Of all',
    response: 'Response rate',
    satisfied: 'Satisfied',
    higher: (points) => `People who were kept waiting are more satisfied by ${points} points, a clear difference.`,
    lower: (points) => `People who were kept waiting are less satisfied by ${points} points, a clear difference.`,
    'not-distinguishable': 'The satisfaction of the two groups is not clearly different.',
    noScores: 'Scores by lateness are there only without a filter for procedure, filing or channel.',
  },
  channels: {
    title: 'By channel',
    note: 'Each dossier counts once, by the channel that invited. A paper slip counts when it is opened.',
    channel: 'Channel',
    invited: 'Invited',
    delivered: 'Delivered',
    finished: 'Finished',
    response: 'Response rate',
  },
  largest: (shown, all) => `The ${String(shown)} units with most dossiers, of ${all}.`,
  allUnits: 'Compare all units',
};
