import type { FilingChannel } from '../dossier.ts';
import type { Survey } from '../survey.ts';
import type { Choice } from './choice.ts';

export type Input =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'text'; readonly text: string }
  /** A sticker, photo or voice message. */
  | { readonly kind: 'media' }
  /** The deep link was pressed again, or the page opened. */
  | { readonly kind: 'open' }
  /** A payload that no button of this conversation carries. */
  | { readonly kind: 'forged' };

/** Facts of the dossier that decide which buttons exist; wording takes the rest. */
export interface StepContext {
  readonly survey: Survey;
  readonly filedVia: FilingChannel;
}
