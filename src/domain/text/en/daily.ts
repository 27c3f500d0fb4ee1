import type { DailyText } from '../vi/daily.ts';

/** Words of the day's totals, of the help page and of the poster, for staff. */
export const dailyText: DailyText = {
  links: 'More',
  title: 'Totals of a day',
  of: (unit, day) => `${unit}, ${day}`,
  day: 'Day',
  unit: 'Unit',
  show: 'Show',
  badDay: 'This is no day that we can read. Please write 25/11/2026.',
  registered: 'Dossiers entered',
  registeredNote: 'on this day, at intake or completed',
  completed: 'Dossiers completed',
  completedNote: 'by their day of completion',
  states: {
    completed: 'Waiting for their time',
    sent: 'Invitation sent',
    closed: 'Closed',
    'not-sendable': 'Could not be sent',
  },
  state: 'State',
  reason: 'What became of the dossiers completed on this day',
  count: 'Dossiers',
  none: 'No dossier was completed on this day yet',
  noneBody: 'Record completed dossiers, and figures appear here at once.',
  fair: [
    'Only dossiers and messages are counted; who answered, and what, is not shown here.',
    'No score is ever computed for an officer, on any page.',
    'Nobody in the office can pick who is asked, skip anybody, send again or answer for somebody.',
  ],
  help: {
    title: 'Why have I not received a message?',
    lead: 'For answering citizens at the counter. This page tells nothing about a person or a dossier.',
    when: 'When messages go out',
    why: 'Usual reasons',
    reasons: [
      'The dossier is not recorded as completed yet, or was completed just now and its time to be sent has not come.',
      'There is no phone number on the dossier, or that number uses no messaging app that we can write to.',
      'The applicant is an organisation, or the procedure is one that we do not ask about, such as a death registration.',
      'They were invited once in the last 30 days: we do not ask again so soon.',
      'They opted out, or blocked the account that writes.',
      'Where dossiers are many, only part of them may be invited, drawn by a published rule; nobody can choose.',
    ],
    what: 'What citizens can do',
    steps: [
      'Scan the QR code on the slip, or the poster at the counter and enter the dossier code: the invitation, if there is one, goes only to the phone on file.',
      'For a complaint, use the National Public Service Portal or the hotline on the slip; the survey is no place for complaints.',
    ],
    cannot: 'You cannot send again, correct or answer for a citizen. That is on purpose.',
  },
  poster: {
    title: 'QR poster for the counter',
    lead: 'Print it on A4 and hang it where results are handed over.',
    print: 'Print the poster',
    choose: 'Choose a commune',
    heading: 'Please tell us how your dossier was handled',
    people: (unit) => `People’s Committee of ${unit}`,
    qrLabel: 'QR code that opens the page for the dossier code',
    steps: [
      'Scan this code with your phone.',
      'Enter the dossier code of your receipt, or the code on your slip.',
      'If the dossier is completed, the invitation goes to the phone number on file.',
    ],
    promise:
      'It is up to you. Staff cannot see any one person’s answers. We never ask for ID numbers, OTP codes or money.',
    address: 'Or open',
  },
};
