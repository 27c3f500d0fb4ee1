import type { MessageBody } from '../../domain/message.ts';
import type { Channel, Clock, SendResult } from '../../service/ports.ts';
import { CallError, type CallFailure } from './call-error.ts';
import { ChatPacer } from './chat-pacer.ts';
import { classifyFailure, isNotModified, isUneditable } from './classify-error.ts';
import type { TelegramClient } from './client.ts';
import { toEdit, toNewMessage } from './to-payload.ts';

export interface TelegramChannelOptions {
  readonly client: TelegramClient;
  readonly clock: Clock;
  /** On the button that shares the phone number; Telegram shows one keyboard, so it speaks both languages. */
  readonly phoneButtonLabel: string;
}

const SENT: SendResult = { kind: 'sent', platformId: null };

/** One send or edit a message, plus the free answer to a button press that came by polling. */
export class TelegramChannel implements Channel {
  readonly name = 'telegram';
  readonly account: string;
  readonly #client: TelegramClient;
  readonly #pacer: ChatPacer;
  readonly #phoneButtonLabel: string;
  #username: string | null = null;

  constructor({ client, clock, phoneButtonLabel }: TelegramChannelOptions) {
    this.account = client.account;
    this.#client = client;
    this.#pacer = new ChatPacer(clock);
    this.#phoneButtonLabel = phoneButtonLabel;
  }

  /** Until the bot's name is known there are no links. */
  introduce(username: string): void {
    this.#username = username;
  }

  get username(): string | null {
    return this.#username;
  }

  linkFor(token: string): string | null {
    return this.#username === null ? null : `https://t.me/${this.#username}?start=${token}`;
  }

  async send(address: string, body: MessageBody): Promise<SendResult> {
    const answered = this.#stopSpinner(body.callbackId);
    if (body.text === null) return answered.then(() => SENT);
    const turn = this.#pacer.take(address);
    if (turn.kind === 'wait') return { kind: 'rate-limited', scope: 'chat', retryAfterMs: turn.waitMs };
    const outcome = await this.#show(address, body.text, body);
    if (outcome.kind === 'sent') return outcome;
    const result = classifyFailure(outcome.failure, turn.idle);
    if (result.kind === 'rate-limited' && result.scope === 'chat') this.#pacer.hold(address, result.retryAfterMs);
    return result;
  }

  /** A late or repeated answer is refused by Telegram, which changes nothing for anybody. */
  async #stopSpinner(callbackId: string | null): Promise<void> {
    if (callbackId === null) return;
    await this.#client.call('answerCallbackQuery', { callback_query_id: callbackId }).catch(ignoreFailure);
  }

  /** A phone keyboard cannot be put on by an edit, so what asks for it is always a new message. */
  async #show(address: string, text: string, body: MessageBody): Promise<Shown> {
    if (body.editMessageId === null || body.asksForPhone) return this.#sendNew(address, text, body);
    const { editMessageId } = body;
    const edited = await shown(
      this.#client.call('editMessageText', toEdit(address, editMessageId, text, body)),
      editMessageId,
    );
    if (edited.kind === 'sent' || isUneditable(edited.failure) === false) return edited;
    return this.#sendNew(address, text, body);
  }

  #sendNew(address: string, text: string, body: MessageBody): Promise<Shown> {
    return shown(this.#client.call('sendMessage', toNewMessage(address, text, body, this.#phoneButtonLabel)), null);
  }
}

type Shown = Extract<SendResult, { kind: 'sent' }> | { readonly kind: 'not-sent'; readonly failure: CallFailure };

/** `knownId` is the message edited; peers may answer an edit with no message at all. */
async function shown(call: Promise<unknown>, knownId: string | null): Promise<Shown> {
  try {
    const result = await call;
    return { kind: 'sent', platformId: knownId ?? messageIdOf(result) };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (isNotModified(error.failure)) return { kind: 'sent', platformId: knownId };
    return { kind: 'not-sent', failure: error.failure };
  }
}

function messageIdOf(result: unknown): string | null {
  if (typeof result !== 'object' || result === null || !('message_id' in result)) return null;
  return String(result.message_id);
}

function ignoreFailure(error: unknown): void {
  if (!(error instanceof CallError)) throw error;
}
