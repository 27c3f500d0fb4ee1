import type { RightsText } from '../vi/rights.ts';

export const rightsText: RightsText = {
  nav: 'Data requests',
  title: 'Requests of citizens about their data',
  lead: 'Citizens may see, correct and delete what is kept about them, and take their consent back. Record a request as soon as it comes; its days run by Decree 356/2025/NĐ-CP. Nothing here tells who answered, or what.',
  newTitle: 'Record a request',
  kind: 'The citizen asks for',
  kinds: {
    access: 'What is kept about them',
    correction: 'Correction of wrong data',
    withdrawal: 'No more surveys: consent taken back',
    deletion: 'Deletion of their data',
  },
  phone: 'Telephone',
  phoneHint:
    'As it stands on the dossier; for two numbers record two requests. It is encrypted, and deleted when the request is closed.',
  receivedOn: 'Received on',
  receivedHint: 'The day on which the request reached the agency, day first: 20/11.',
  submit: 'Record the request',
  openTitle: 'Waiting',
  closedTitle: 'Closed',
  columns: {
    kind: 'Request',
    unit: 'Taken in by',
    received: 'Received',
    step: 'Next step',
    left: 'Due',
    closed: 'Closed',
    outcome: 'Outcome',
  },
  steps: { answer: 'Answer the citizen', 'carry-out': 'Carry it out' },
  left: (days, day) => {
    const count = `${String(Math.abs(days))} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
    if (days < 0) return `Overdue by ${count} (${day})`;
    return days === 0 ? `Due today (${day})` : `${count} left (${day})`;
  },
  outcomes: {
    done: 'Carried out',
    'not-owner': 'Not the owner of the number',
    mistyped: 'The number was mistyped; to be recorded again',
    'taken-back': 'Taken back by the citizen',
  },
  inTime: 'in time',
  late: 'late',
  emptyTitle: 'No request is waiting',
  empty: 'Citizens may ask at the counter, by telephone or in writing.',
  saved: 'The request is closed. The telephone is no longer here.',
  overtaken: 'Somebody else has just done this.',
  repeated: 'The same request is open for this number. Its days still run from when it first came.',
  facts: { phone: 'Telephone', received: 'Received', answerBy: 'Answer by', dueOn: 'Carry out by' },
  daysOfLaw: (day, days) => `${day} (${String(days)} days by law)`,
  workingDays: (day, days) => `${day} (${String(days)} working days)`,
  closedOn: (outcome, day) => `${outcome}, ${day}`,
  answer: {
    title: '1. Answer the citizen',
    body: 'Call this very number: say that the request has come, and ask whether its owner made it.',
    submit: 'Answered',
    done: (day) => `Answered on ${day}.`,
  },
  act: {
    title: '2. Carry it out',
    look: 'See what is kept',
    bodies: {
      access:
        'Look, then read it to the owner of the number or send a print. Only once the owner has confirmed; every look is recorded in the audit log. If nothing is there, ask again which number stands on the dossier.',
      correction:
        'Have the unit record the dossier again as it should be, under the same code. Once the invitation is out a dossier does not change; for a wrong number, use a request for deletion.',
      withdrawal:
        'This number and its chats are never asked again. Open surveys end; answers under way, if any, are deleted. Whoever writes START is asked again.',
      deletion:
        'The number leaves every dossier and invitation; its chats are deleted; open surveys end. One encrypted mark stays, by which the number is never asked again. This cannot be undone.',
    },
    verified: 'I called this number back, and its owner confirms the request.',
    verifiedFault: 'Call this number first, then tick the box.',
    submits: {
      access: 'Told, close',
      correction: 'Corrected, close',
      withdrawal: 'Never ask this number again',
      deletion: 'Delete the data of this number',
    },
  },
  refuse: {
    title: 'Or close it without doing it',
    label: 'Why',
    submit: 'Close, not carried out',
  },
  back: 'Back to the list',
  data: {
    title: 'What is kept',
    what: 'Data',
    held: 'Kept',
    long: 'Until',
    phone: 'The telephone on dossiers',
    dossiers: (count) => `on ${count}`,
    phoneLong: (days, intake) =>
      `${String(days)} days after the survey closed; ${String(intake)} days from receipt where it is never completed`,
    invitations: 'Invitations sent',
    invited: (count) => count,
    invitationsLong: 'They stay, without the telephone',
    chats: 'Chats that know the number',
    chatsLong: (days) => `${String(days)} days without a word`,
    optOut: 'Mark not to be asked (encrypted)',
    optOutLong: 'The citizen writes START',
    yes: 'Yes',
    no: 'No',
    answers: 'Answers to surveys',
    answersHeld: 'Cannot be found by a telephone',
    answersLong: 'Whoever holds a receipt code can withdraw them at /bien-nhan',
    codes: 'Dossiers with this number',
    elsewhere: (count) => `And ${count} of units that are not yours.`,
    none: 'No dossier has this number.',
  },
  faults: {
    'phone-invalid': 'Write a telephone number, such as 0912 345 678.',
    'day-malformed': 'Write the day like 20/11/2026.',
    'day-to-come': 'This day has not come yet.',
    'day-too-old': 'This day is more than 60 days ago. Check the year.',
  },
};
