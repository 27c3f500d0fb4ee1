/**
 * open       goes on
 * finished   every question and the comment have been dealt with; stays so until the draft is sealed or discarded
 * declined   no to this survey; the draft is discarded
 * stopped    no to all surveys (opt-out); the draft is discarded
 * wrong-dossier  not the respondent's dossier; the draft is discarded
 * discarded  the respondent deleted the answers; the draft is discarded
 */
export type Outcome = 'open' | 'finished' | 'declined' | 'stopped' | 'wrong-dossier' | 'discarded';
