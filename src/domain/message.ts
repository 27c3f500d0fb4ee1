import type { ChannelName } from './invitation.ts';
import type { ChatId, InvitationId, MessageId } from './ids.ts';

/** `reply` answers at any hour and never waits; `bulk` is what we start ourselves: paced, inside the window. */
export type Lane = 'reply' | 'bulk';

/** `farewell` is the last message of a survey: once it is out, the draft is sealed. */
export type MessagePurpose = 'apology' | 'invite' | 'reminder' | 'reply' | 'farewell' | 'back-check' | 'slip-notice';

export const TEMPLATE_NAMES = ['invite', 'late', 'condolence', 'rating', 'back-check', 'slip-notice'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** A text that the platform has approved beforehand: all that reaches a phone number, or a chat whose window is closed. */
export interface TemplateMessage {
  readonly name: TemplateName;
  /** Longer values are cut to what the template allows. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Random, of letters, digits and `-`, up to 48; comes back in receipts and ratings. */
  readonly trackingId: string;
}

/** What a channel is told to show. Kept sealed until it is out; payloads are opaque. */
export interface MessageBody {
  /** Null when only the platform's spinner is to be answered. */
  readonly text: string | null;
  readonly buttons: readonly (readonly { readonly label: string; readonly payload: string }[])[];
  readonly asksForPhone: boolean;
  /** The message to edit in place instead of sending a new one. */
  readonly editMessageId: string | null;
  /** The button press to acknowledge. */
  readonly callbackId: string | null;
  /** What channels with templates send where a text cannot go. */
  readonly template?: TemplateMessage;
}

export interface MessageRef {
  readonly id: MessageId;
  readonly channel: ChannelName;
  readonly lane: Lane;
}

export interface NewMessage extends MessageRef {
  readonly chatId: ChatId;
  readonly invitationId: InvitationId | null;
  readonly purpose: MessagePurpose;
  readonly sealed: Buffer;
  /** What is sealed, for whoever sends it at once; never kept. */
  readonly body?: MessageBody;
  /** When it was written; it goes as soon as it can. */
  readonly notBefore: Date;
  readonly notAfter: Date;
}
