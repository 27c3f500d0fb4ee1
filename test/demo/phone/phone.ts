/** What the simulator knows of a phone: one chat app on it, whichever platform. Plain data crosses to the page. */
export type ChatApp = 'telegram';

/** new: never opened the bot; blocked: the citizen shut it out. */
export type Standing = 'new' | 'started' | 'blocked';

export interface PhoneMessage {
  readonly id: number;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly buttons: readonly (readonly string[])[];
  /** ISO 8601 */
  readonly sentAt: string;
  readonly isEdited: boolean;
}

export interface PhoneView {
  readonly id: string;
  readonly app: ChatApp;
  /** What stands on the frame: "Điện thoại 1". */
  readonly title: string;
  /** In national notation: `0900 000 001`. */
  readonly number: string;
  /** The bot was told this number by the phone itself. */
  readonly hasSharedNumber: boolean;
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
