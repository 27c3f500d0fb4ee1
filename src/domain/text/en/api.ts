import type { ApiText } from '../vi/api.ts';

export const apiText: ApiText = {
  fieldUnknown: (name) => `A dossier has no field "${name}". Check the spelling, or leave the field out.`,
  states: {
    registered: 'Received, not finished yet. The survey opens once the dossier is completed.',
    completed: 'Completed. The invitation waits for its time.',
    sent: 'The invitation has reached the citizen.',
    'not-sendable': 'The invitation cannot be sent.',
    closed: 'The survey is closed.',
  },
  reasons: {
    organisation: 'No invitation: the applicant is an organisation.',
    bereavement: 'No invitation: the dossier registers a death.',
    withdrawn: 'No invitation: the citizen withdrew the dossier.',
    'staff-phone': 'No invitation: the telephone belongs to staff. The slip can still be opened.',
    'opted-out': 'No invitation: the citizen receives no surveys. The slip can still be opened.',
    'recently-asked': 'No invitation: the citizen was asked within the last 30 days. The slip can still be opened.',
    'not-drawn': 'No invitation: the draw of the month left this dossier out. The slip can still be opened.',
    'no-channel': 'No invitation: no channel reaches the citizen yet. The slip can still be opened.',
  },
  figures: {
    share: 'Share of answers satisfied or very satisfied (0 to 1), 95% Wilson interval',
    meanOf5: 'Mean score over 5, times 100 (20 to 100; neutral is 60)',
    meanOf100: '(Mean score - 1) over 4, times 100 (0 to 100; neutral is 50)',
  },
};
