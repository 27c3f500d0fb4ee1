import type { DossierText } from '../vi/dossier.ts';

export const dossierText: DossierText = {
  fields: {
    code: 'Dossier code',
    unit: 'Unit',
    procedure: 'Procedure code',
    filedVia: 'Filing channel',
    receivedAt: 'Time of reception',
    dueAt: 'Promised time',
    completedAt: 'Time of completion',
    returnedAt: 'Time of return',
    outcome: 'Outcome',
    phone: 'Phone number',
    language: 'Language',
    applicant: 'Applicant',
    officer: 'Officer code',
    lateReason: 'Reason for the delay',
    apologySentAt: 'Time of the apology letter',
  },
  faults: {
    'code-malformed': () =>
      'The dossier code is malformed, or the date in it does not exist. Copy it from the receipt, such as H15.50.05.13-261008-0975.',
    'code-in-future': () => 'The date in the dossier code is after today. Compare the code with the receipt.',
    'unit-unknown': () =>
      'This unit is not in the list. Give the five-digit commune code or the agency code, such as H26.20.21.',
    'unit-closed': () =>
      'This unit was closed before the dossier was completed. Give the code of the unit now in charge.',
    'procedure-unknown': () =>
      'This procedure is not in the list. Give the national code, such as 1.001193, or ask the province to add it.',
    'in-future': (name) => `${name} is in the future. Check the date and time.`,
    'due-before-received': () => 'The promised date is before the date of reception. Check the two dates.',
    'completed-before-received': () => 'The completion is before the reception. Check the two times.',
    'returned-before-completed': () => 'The return of the result is before the completion. Check the two times.',
    'completion-missing': () => 'The result is marked as returned, but there is no time of completion. Add it.',
    'apology-before-received': () =>
      'The apology letter is dated before the dossier was received. Check the date of the letter.',
    'phone-malformed': () =>
      'The phone number cannot be used. Give a mobile or fixed number, such as 0912 345 678, or leave it empty.',
    'value-missing': (name) => `${name} is missing. Add it.`,
    'time-malformed': (name) =>
      `${name} is not a valid date and time. Write 2026-10-08T14:30 (Vietnam time) or 2026-10-08.`,
    'choice-unknown': (name) => `${name} is not one of the allowed values. Choose one of those listed.`,
    'text-too-long': (name) => `${name} is too long. Shorten it.`,
    'unit-out-of-scope': () => 'This account or key does not look after the unit given. Check the unit code.',
    'already-invited': (name) => `The survey of this dossier has been sent, so ${name} can no longer be changed.`,
  },
};
