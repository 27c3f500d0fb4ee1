import type { Markup } from './call-schemas.ts';

export interface VisibleButton {
  readonly label: string;
  readonly data: string;
}

/** A message as the person sees it, edits applied. */
export interface VisibleMessage {
  readonly id: number;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly buttons: readonly (readonly VisibleButton[])[];
  readonly sentAt: Date;
  readonly editedAt: Date | null;
}

/** The keyboard below the chat. */
export interface VisibleKeyboard {
  readonly rows: readonly (readonly { readonly label: string; readonly requestsContact: boolean }[])[];
  readonly oneTime: boolean;
}

/** A message as the Bot API knows it. */
export interface StoredMessage {
  readonly id: number;
  readonly fromBot: boolean;
  readonly text: string;
  readonly entities: readonly Readonly<Record<string, unknown>>[];
  readonly markup: Markup | null;
  readonly at: number;
  readonly editedAt: number | null;
}

/** One private chat: its messages by id, in order. */
export class ChatLog {
  readonly #messages = new Map<number, StoredMessage>();
  #nextId = 1;

  add(message: Omit<StoredMessage, 'id' | 'editedAt'>): StoredMessage {
    const stored = { ...message, id: this.#nextId, editedAt: null };
    this.#nextId += 1;
    this.#messages.set(stored.id, stored);
    return stored;
  }

  replace(message: StoredMessage): void {
    this.#messages.set(message.id, message);
  }

  delete(id: number): boolean {
    return this.#messages.delete(id);
  }

  get(id: number): StoredMessage | null {
    return this.#messages.get(id) ?? null;
  }

  visible(): readonly VisibleMessage[] {
    return [...this.#messages.values()].map(toVisible);
  }
}

function toVisible({ id, fromBot, text, markup, at, editedAt }: StoredMessage): VisibleMessage {
  const rows = markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  return {
    id,
    from: fromBot ? 'bot' : 'person',
    text,
    buttons: rows.map((row) => row.map((button) => ({ label: button.text, data: button.callback_data ?? '' }))),
    sentAt: new Date(at),
    editedAt: editedAt === null ? null : new Date(editedAt),
  };
}

export function toKeyboard(markup: Markup): VisibleKeyboard | null {
  if (!('keyboard' in markup)) return null;
  return {
    rows: markup.keyboard.map((row) =>
      row.map(({ text, request_contact }) => ({ label: text, requestsContact: request_contact ?? false })),
    ),
    oneTime: markup.one_time_keyboard ?? false,
  };
}
