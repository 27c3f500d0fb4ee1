import type { AlertText } from '../vi/alerts.ts';

export const alertText: AlertText = {
  title: 'Have a look',
  'response-falling': (month, now, before) =>
    `Fewer people answer: ${now} in ${month}, ${before} in the three months before.`,
  'lateness-rising': (month, now, before) =>
    `More dossiers are late: ${now} in ${month}, ${before} in the three months before.`,
  'channel-trouble': (channel, now, before) =>
    `${channel} may have trouble: ${now} of invitations arrived in the last 7 days, ${before} in the four weeks before.`,
  'requests-overdue': (count, day) =>
    `Requests of citizens about their data overdue: ${count}, the first since ${day}.`,
  'requests-due': (count, day) => `Requests of citizens about their data due soon: ${count}, the first on ${day}.`,
  beyondChance: 'The difference is larger than chance would make it (95% confidence interval).',
  channels: { zalo: 'Zalo', telegram: 'Telegram', web: 'Web page', slip: 'Paper slip', none: 'Not sent yet' },
};
