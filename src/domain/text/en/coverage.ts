import type { CoverageText } from '../vi/coverage.ts';

export const coverageText: CoverageText = {
  title: 'Dossiers never invited',
  file: 'not-invited',
  lead: 'Never invited',
  leadOver: (missed, completed) => `${missed} of ${completed} completed dossiers`,
  hiddenNote: 'Wards see no group below 10 dossiers, nor one that could be worked out from it.',
  reasons: 'By reason',
  reasonsNote:
    'One reason for each dossier. The first six are the published exclusions; the last three are where something can be done.',
  months: 'By month of completion',
  units: 'By unit',
  unitsNote: (shown) => `By the share never invited, at most ${shown} units.`,
  columns: {
    reason: 'Reason',
    month: 'Month',
    unit: 'Unit',
    completed: 'Completed',
    missed: 'Never invited',
    share: 'Share',
    main: 'Most frequent reason',
  },
  reason: {
    organisation: 'Filed by an organisation',
    bereavement: 'Registration of a death',
    withdrawn: 'Withdrawn by the citizen',
    'staff-phone': 'Telephone of a member of staff',
    'opted-out': 'Asked not to be surveyed',
    'recently-asked': 'Asked within 30 days',
    'no-contact': 'Could not be sent, slip not opened',
    pending: 'Its turn has not come',
    other: 'Closed before it was sent',
  },
  emptyTitle: 'No dossier was completed in this period',
  empty: 'Once dossiers are recorded as completed, this page tells which of them were not invited, and why.',
  none: 'Every dossier completed in this period was invited.',
  method: 'Method',
  methodLines: [
    'Never invited: completed, no message of ours went out, and the slip was not opened.',
    'Staff cannot choose who is asked; published rules decide who is not.',
    '“Could not be sent” falls when telephones are taken at intake and slips are handed out.',
  ],
};
