import type { ChannelsText } from '../vi/channels.ts';

export const channelsText: ChannelsText = {
  nav: 'Channels',
  title: 'Channels',
  asOf: (time) => `As of ${time}.`,
  again: 'Look again',
  names: { zalo: 'Zalo', telegram: 'Telegram' },
  health: {
    working: 'Sending as it should',
    slow: 'A message has waited for more than 15 minutes',
    paused: 'Paused, as the platform asked',
    'out-of-quota': "Today's quota is used up; sending goes on tomorrow",
    'grant-failing': 'The permission to send could not be renewed',
    'no-grant': 'No permission to send',
    off: 'Not set up',
  },
  account: 'Account',
  pace: 'Pace',
  paceValue: (perSecond, sent) =>
    `At most ${perSecond} invitations a second; ${sent} invitations and reminders sent in the last 10 minutes`,
  quota: "Today's quota",
  quotaValue: (remaining, daily) => `${remaining} of ${daily} template messages left`,
  quotaNone: 'No daily limit',
  quotaUnknown: 'The platform has not said',
  quality: {
    high: 'quality high',
    medium: 'quality medium, reminders stopped',
    low: 'quality low, reminders stopped',
    unknown: 'quality not known',
  },
  pausedUntil: 'Paused until',
  notPaused: 'Not paused',
  grant: 'Permission to send',
  grantLasting: 'Needs no renewal',
  grantMissing: 'None',
  grantValue: (age, left) => `Renewed ${age} ago, good for another ${left}`,
  grantExpired: (age) => `Expired, last renewed ${age} ago`,
  consent: 'Allow on Zalo',
  waiting: 'Waiting to be sent',
  waitingValue: (count, age) => `${count} messages, the oldest for ${age}`,
  waitingNone: 'No message',
  page: 'Survey page',
  pageAddress: 'Address',
  pageHealth: 'Runs with this service',
  arriving: 'Answers on their way in',
  arrivingValue: (packets) => `${packets} packets to be processed, from all channels`,
  arrivingNone: 'No packet to be processed',
  span(minutes) {
    if (minutes < 1) return 'less than a minute';
    if (minutes < 60) return `${String(minutes)} min`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `${String(hours)} h` : `${String(Math.round(hours / 24))} days`;
  },
  dead: {
    title: 'Failed jobs',
    lead: 'Each row is a job that was tried several times and could not be done. Numbers and error codes only, no contents.',
    emptyTitle: 'No failed jobs',
    empty:
      'Messages that cannot be sent and answers that cannot be processed appear here, to be tried again or given up.',
    columns: { place: 'Where', failure: 'Error code', failedAt: 'At', id: 'Number', deeds: 'Decide' },
    caption: 'List of failed jobs',
    places: {
      inbox: 'Incoming answers',
      'set-aside': 'Incoming answers, set aside',
      reply: 'Replies',
      bulk: 'Invitations and reminders',
      timer: 'Scheduled work',
    },
    retry: 'Try again',
    drop: 'Give up…',
    dropSure: 'Give up for good',
    dropHint: 'It cannot be brought back.',
    done: {
      retry: 'The job will be tried again',
      drop: 'The job has been given up',
      gone: 'The job is no longer in the list',
    },
    kept: 'Both decisions are recorded in the audit log. Failed jobs in a queue disappear by themselves after a day.',
  },
};
