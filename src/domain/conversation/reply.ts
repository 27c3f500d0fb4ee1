import type { Score } from '../answer.ts';
import type { QuestionKey } from '../survey.ts';

/** What we say, before it is worded. No reply repeats an answer, none depends on a score. */
export type Reply =
  /** The invitation: who asks, voluntary, what is never asked, short code. */
  | { readonly kind: 'invite' }
  /** Sent before and apart from the invitation of a late dossier. */
  | { readonly kind: 'apology' }
  | { readonly kind: 'reminder'; readonly remaining: number }
  | { readonly kind: 'ask'; readonly question: QuestionKey }
  | { readonly kind: 'ask-gate'; readonly question: QuestionKey }
  | { readonly kind: 'ask-comment' }
  | { readonly kind: 'confirm-score'; readonly question: QuestionKey; readonly value: Score }
  | { readonly kind: 'not-understood'; readonly question: QuestionKey }
  | { readonly kind: 'confirm-stop' }
  | { readonly kind: 'confirm-discard' }
  | { readonly kind: 'later' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'wrong-dossier' }
  | { readonly kind: 'help' }
  | { readonly kind: 'human' }
  /** The same thanks, and the same complaint pointer, for every score. */
  | { readonly kind: 'farewell' }
  /** Outside a survey. */
  | { readonly kind: 'welcome' }
  | { readonly kind: 'nothing-open' }
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'already-closed' }
  | { readonly kind: 'held-elsewhere' }
  | { readonly kind: 'unknown-slip' }
  /** For a number that somebody typed: it proves nothing. */
  | { readonly kind: 'nothing-for-phone' }
  | { readonly kind: 'phone-saved' }
  | { readonly kind: 'phone-not-own' }
  /** To the phone on file: somebody answered from the slip. `until` is a local day. */
  | { readonly kind: 'slip-answered'; readonly until: string }
  | { readonly kind: 'slip-discarded' };
