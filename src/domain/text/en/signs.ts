import type { SignsText } from '../vi/signs.ts';

export const signsText: SignsText = {
  nav: 'Signs',
  title: 'Signs to look into',
  lead: 'The system searches the register of dossiers by fixed rules and reads no answer. A sign is not yet a finding of fact. No response is deleted or changed.',
  count: (total, unreviewed) => `Signs of the last three months: ${total}, not looked at yet: ${unreviewed}.`,
  next: 'Next page',
  first: 'Back to the first page',
  noMore: 'There are no signs after this point.',
  emptyTitle: 'There are no signs',
  empty: 'The last three months show no sign in the units you see. The search runs once a day.',
  officer: (code) => `Dossiers entered by ${code}`,
  lookLabel: 'Look at',
  states: {
    open: 'Not looked at yet',
    dismissed: 'Looked at: nothing wrong',
    confirmed: (suspect) => `Confirmed: ${suspect} doubtful responses`,
  },
  bounds: (shown, low, high) =>
    `The published share satisfied is ${shown}. Without the doubtful responses it lies between ${low} and ${high}.`,
  noBounds: 'Nothing is published for this month yet, so no bounds can be given.',
  suspect: 'Doubtful responses',
  suspectHint: 'An estimate after looking at the register. It gives bounds for the index; no response is deleted.',
  suspectFault: (most) => `Enter a number from 1 to ${most}.`,
  confirm: 'Confirm the sign',
  dismiss: 'Nothing is wrong',
  rule: 'A sign is shown only when the difference exceeds its margin, also at the lower end of the 95% interval. Clerks are compared by how they record telephones, never by scores.',
  signs: {
    'missing-phone': {
      title: 'Many dossiers without a telephone',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} dossiers (${share}) have no telephone; those of everybody else in the province: ${reference}.`,
      look: 'Which dossiers lack a number, and whether they were late or refused.',
    },
    'phone-changed-late': {
      title: 'Many telephones changed after completion',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} dossiers (${share}) had their number changed after completion; everybody else: ${reference}.`,
      look: 'Why they were changed, and whose numbers the new ones are.',
    },
    'staff-phone': {
      title: 'Dossiers with telephones of staff',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} dossiers (${share}) carry a number of staff; other units: ${reference}.`,
      look: 'Whether clerks enter their own number in the place of the citizen’s.',
    },
    'shared-phone': {
      title: 'One telephone on many dossiers',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} dossiers (${share}) have a number that stands on more than 4; other units: ${reference}.`,
      look: 'Whether it belongs to an agent, a neighbourhood leader or a relative of staff.',
    },
    'shared-holder': {
      title: 'Many slips in one device',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} opened slips (${share}) are held by a device with more than 2; other units: ${reference}.`,
      look: 'Whether slips are handed to the citizens.',
    },
    'slip-taken-early': {
      title: 'Slips opened while the citizen was at the counter',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} slips (${share}) were opened within 10 minutes of the result; other units: ${reference}.`,
      look: 'Whether somebody opens them for the citizen, or stands beside.',
    },
    'slips-in-a-burst': {
      title: 'Many slips finished on one day',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} slips (${share}) were finished on one day; in the week before it only ${reference} of the month’s dossiers were completed.`,
      look: 'Whether somebody collected slips and filled them in that day.',
    },
    'slips-over-phones': {
      title: 'Unusually many answers by slip',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} surveys (${share}) came from slips; other units: ${reference}.`,
      look: 'Why citizens here answer so little by their own telephone.',
    },
    'slip-denied': {
      title: 'Owners of the telephone say that they did not answer',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} slips (${share}) were answered by somebody else, says the telephone on file; other units: ${reference}. Those answers were deleted before they counted.`,
      look: 'Whether slips reach the citizens’ own hands, and whether the telephones are written right.',
    },
    hurried: {
      title: 'Answered faster than anybody reads',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} surveys (${share}) took less than 8 seconds; other units: ${reference}.`,
      look: 'Whether somebody taps for the citizen.',
    },
    'late-left-out': {
      title: 'Late dossiers are asked less',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} late dossiers (${share}) were reached; those on time: ${reference}.`,
      look: 'Whether late dossiers lose their telephone or are recorded as organisations.',
    },
    'response-too-high': {
      title: 'Unusually high response rate',
      reason: ({ hits, of, share }) =>
        `${hits} of ${of} people who received the invitation answered (${share}); voluntary surveys rarely pass 60%.`,
      look: 'Whether somebody reminds, urges or stands beside citizens while they answer.',
    },
    'response-jumped': {
      title: 'Response rate jumped',
      reason: ({ hits, of, share, reference }) =>
        `${hits} of ${of} people who received the invitation answered (${share}); the three months before: ${reference}.`,
      look: 'What the unit did differently this month.',
    },
  },
};
