/** What the simulator knows of a phone: one chat app on it, whichever platform. Plain data crosses to the page. */
export type ChatApp = 'telegram' | 'zalo';

/** new: never opened the bot; blocked: the citizen shut it out. */
export type Standing = 'new' | 'started' | 'blocked';

export interface PhoneMessage {
  readonly id: number;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly buttons: readonly (readonly PhoneButton[])[];
  /** A message that the platform approved beforehand, shown as a card. */
  readonly isCard: boolean;
  /** ISO 8601 */
  readonly sentAt: string;
  readonly isEdited: boolean;
}

export interface PhoneButton {
  readonly label: string;
  /** What it opens in the browser; null: the press goes to the bot. */
  readonly url: string | null;
}

/** What can be done besides typing, in the words of the app. */
export interface PhoneChoice {
  readonly label: string;
  readonly kind: 'start' | 'share-contact' | 'sticker' | 'block' | 'unblock';
}

export interface PhoneView {
  readonly id: string;
  readonly app: ChatApp;
  /** What stands on the frame: "Zalo 1". */
  readonly title: string;
  /** In national notation: `0900 000 001`. */
  readonly number: string;
  /** Who is at the other end: the name, and what the app calls such an account. */
  readonly account: { readonly name: string; readonly kind: string };
  /** How this phone can be reached. */
  readonly hint: string;
  /** What the field for slips asks for. */
  readonly scan: { readonly label: string; readonly example: string };
  readonly menu: readonly PhoneChoice[];
  /** All that can be done before the first message, or after shutting the account out; null: writing. */
  readonly opener: PhoneChoice | null;
  readonly standing: Standing;
  readonly messages: readonly PhoneMessage[];
  /** The keyboard in the place of the letters; labels. */
  readonly keys: readonly (readonly string[])[];
  /** A little notice over the chat, as an answer to a tap. */
  readonly notice: string | null;
}

export type PhoneAction =
  | { readonly kind: 'start' }
  /** A link or code of a slip. */
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'type'; readonly text: string }
  /** A button under a message, by its place. */
  | { readonly kind: 'tap'; readonly message: number; readonly row: number; readonly column: number }
  | { readonly kind: 'key'; readonly row: number; readonly column: number }
  | { readonly kind: 'share-contact' }
  | { readonly kind: 'sticker' }
  | { readonly kind: 'block' }
  | { readonly kind: 'unblock' };

/** Done, or why a phone cannot do this. */
export type ActionResult = 'done' | 'not-a-slip' | 'no-such-button' | 'not-started';

export interface Phone {
  readonly id: string;
  view(): PhoneView;
  act(action: PhoneAction): ActionResult;
  /** What the screen shows has changed; returns how to stop listening. */
  onChange(listener: () => void): () => void;
}
