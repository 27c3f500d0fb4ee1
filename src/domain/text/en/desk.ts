import type { DeskText } from '../vi/desk.ts';

/** Words of the desk where a clerk records dossiers, beside those of the form itself. */
export const deskText: DeskText = {
  tailHint: 'Type the last digits (42 will do for 0042), or scan the code of the receipt.',
  dueHint: 'Such as 25/11. Empty: by statutory time.',
  understood: 'As we understand it',
  known: {
    registered: 'This dossier is registered. Saving now records that it is completed.',
    recorded: 'This dossier has been recorded before. Saving may change what was recorded.',
  },
  fresh: 'A new dossier, not in the system yet.',
  unit: (unit) => `Unit: ${unit}`,
  received: (day) => `Received on ${day}`,
  dueByLaw: (day, days) => `Due ${day} (${String(days)} working days from reception)`,
  late: (days) => `${String(days)} ${days === 1 ? 'day' : 'days'} late. The invitation will open with an apology.`,
  lateSameDay: 'Past the promised hour. The invitation will open with an apology.',
  onTime: 'On time.',
  confirmTitle: (code) => `Dossier ${code} is known. Saving will change:`,
  confirmBody: 'If the code was mistyped, please correct it. If you mean to change it, please save once more.',
  confirmSubmit: 'Save changes',
  undo: 'Undo',
  undoHint: 'Can be undone for one minute, as long as nothing was sent.',
  undone: (code) => `Dossier ${code} was taken back`,
  undoneBody: 'Everything is as it was before.',
  tooLate: 'It can no longer be undone',
  tooLateBody:
    'A minute has passed, or something has begun with the dossier. If it was a mistake, record the code again correctly.',
  intake: {
    tab: 'New at intake',
    done: 'Record as completed',
    tabs: 'What to do',
    lead: 'Register at intake, then print the slip for the citizen. The survey opens only on completion.',
    next: 'What happens next',
    steps: [
      'Print the slip and hand it over with the receipt, or put the QR code on the receipt.',
      'When the dossier is completed, open this page, scan its code and save. The system does the rest.',
    ],
  },
  qr: {
    title: 'QR code for the official appointment form',
    png: 'Download QR code (PNG)',
    svg: 'Download QR code (SVG)',
    hint: 'The code belongs to one dossier. Please do not try it with an office phone: the first device that opens a slip holds it.',
  },
};
