import type { Choice } from '../conversation/choice.ts';

export interface Button {
  readonly label: string;
  readonly choice: Choice;
}

/** A reply in words: rows of buttons under a text. */
export interface Rendered {
  readonly text: string;
  readonly buttons: readonly (readonly Button[])[];
  /** Offer the platform's own "share my phone number" button. */
  readonly asksForPhone: boolean;
}
