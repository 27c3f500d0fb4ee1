import { isDeepStrictEqual } from 'node:util';
import { ApiError, badRequest, TEXTS } from './api-error.ts';
import { CALLS, type Call, type Markup, type MethodName } from './call-schemas.ts';
import type { StoredMessage } from './chat-log.ts';
import type { LongPoll } from './long-poll.ts';
import type { Person } from './person.ts';
import type { RateLimits } from './rate-limits.ts';
import type { WebhookSender } from './webhook-sender.ts';
import type { World } from './world.ts';

export interface BotMethodsParts {
  readonly world: World;
  readonly limits: RateLimits;
  readonly longPoll: LongPoll;
  readonly webhook: WebhookSender;
}

type Methods = { readonly [M in MethodName]: (call: Call<M>, gone: AbortSignal) => unknown };

const BROADCAST_AFTER_MS = 60_000;
const MAX_TEXT = 4096;
const MAX_BUTTON_DATA_BYTES = 64;

/** The Bot API's methods; each throws `ApiError` with Telegram's own words. */
export class BotMethods {
  readonly #parts: BotMethodsParts;
  readonly #methods: Methods;

  constructor(parts: BotMethodsParts) {
    this.#parts = parts;
    const { world, longPoll, webhook } = parts;
    this.#methods = {
      getMe: () => ({
        ...world.bot,
        can_join_groups: false,
        can_read_all_group_messages: false,
        supports_inline_queries: false,
      }),
      getUpdates: (call, gone) => {
        if (webhook.isActive) throw new ApiError(409, TEXTS.webhookActive);
        return longPoll.poll(call, gone);
      },
      setWebhook: (call) => webhook.set(call),
      deleteWebhook: (call) => webhook.delete(call),
      getWebhookInfo: () => webhook.info(),
      sendMessage: (call) => this.#sendMessage(call),
      editMessageText: (call) => this.#edit(call, { text: call.text ?? '', markup: call.reply_markup ?? null }),
      editMessageReplyMarkup: (call) => this.#edit(call, { markup: call.reply_markup ?? null }),
      deleteMessage: ({ chat_id, message_id }) => {
        if (!this.#reachable(chat_id).log.delete(message_id)) throw badRequest(TEXTS.deleteMissing);
        return true;
      },
      answerCallbackQuery: (call) => this.#answer(call),
      sendChatAction: ({ chat_id }) => this.#reachable(chat_id) !== null,
      setMyCommands: () => true,
      getChat: ({ chat_id }) => this.#reachable(chat_id).toChat(),
      getFile: () => {
        throw badRequest('Bad Request: invalid file_id');
      },
    };
  }

  /** @throws ApiError also for calls that no schema allows, which `onViolation` hears of. */
  async call(
    method: MethodName,
    payload: unknown,
    gone: AbortSignal,
    onViolation: (text: string) => void,
  ): Promise<unknown> {
    return this.#run(method, payload, gone, onViolation);
  }

  #run<M extends MethodName>(
    method: M,
    payload: unknown,
    gone: AbortSignal,
    onViolation: (text: string) => void,
  ): unknown {
    const parsed = CALLS[method].safeParse(payload);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const text = `${method}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
      onViolation(text);
      throw badRequest(`Bad Request: not in the schema: ${text}`);
    }
    // The table's key ties schema and method together, which the compiler cannot follow.
    return this.#methods[method](parsed.data as never, gone);
  }

  #sendMessage({ chat_id, text = '', reply_markup }: SendMessage): unknown {
    const { world } = this.#parts;
    const person = this.#reachable(chat_id);
    const markup = reply_markup ?? null;
    checkText(text);
    checkMarkup(markup);
    this.#spend(person);
    const message = person.log.add({ fromBot: true, text, entities: [], markup, at: world.clock.now() });
    person.show(message);
    return world.toApi(person, message);
  }

  #edit({ chat_id, message_id }: Target, change: Partial<StoredMessage>): unknown {
    const { world } = this.#parts;
    const person = this.#reachable(chat_id);
    const message = person.log.get(message_id);
    if (!message) throw badRequest(TEXTS.editMissing);
    // Bot API: only messages without reply_markup or with inline keyboards can be edited.
    if (!message.fromBot || (message.markup && !('inline_keyboard' in message.markup)))
      throw badRequest(TEXTS.editForbidden);
    const edited = { ...message, ...change, editedAt: world.clock.now() };
    checkText(edited.text);
    checkMarkup(edited.markup);
    if (edited.text === message.text && isDeepStrictEqual(edited.markup, message.markup))
      throw badRequest(TEXTS.notModified);
    this.#spend(person);
    person.log.replace(edited);
    person.show(edited);
    return world.toApi(person, edited);
  }

  #answer({ callback_query_id, text }: Call<'answerCallbackQuery'>): true {
    const personId = this.#parts.world.queries.answer(callback_query_id);
    if (personId === null) throw badRequest(TEXTS.queryTooOld);
    this.#parts.world.find(personId)?.emit('answered', text ?? null);
    return true;
  }

  #spend(person: Person): void {
    const silentFor = this.#parts.world.clock.now() - person.lastActiveAt;
    this.#parts.limits.spend(person.id, silentFor > BROADCAST_AFTER_MS);
  }

  #reachable(chatId: number | string | undefined): Person {
    if (chatId === undefined) throw badRequest(TEXTS.chatMissing);
    const person = this.#parts.world.find(Number(chatId));
    if (!person) throw badRequest(TEXTS.chatUnknown);
    if (person.standing === 'new') throw new ApiError(403, TEXTS.neverStarted);
    if (person.standing === 'blocked') throw new ApiError(403, TEXTS.blocked);
    if (person.standing === 'deactivated') throw new ApiError(403, TEXTS.deactivated);
    return person;
  }
}

type SendMessage = Call<'sendMessage'>;
type Target = Pick<Call<'editMessageReplyMarkup'>, 'chat_id' | 'message_id'>;

function checkText(text: string): void {
  if (text.trim() === '') throw badRequest(TEXTS.textEmpty);
  if (text.length > MAX_TEXT) throw badRequest(TEXTS.textTooLong);
}

function checkMarkup(markup: Markup | null): void {
  if (markup === null || !('inline_keyboard' in markup)) return;
  for (const { callback_data, url } of markup.inline_keyboard.flat()) {
    if (callback_data === undefined && url === undefined) throw badRequest(TEXTS.buttonKind);
    const bytes = Buffer.byteLength(callback_data ?? '-');
    if (bytes < 1 || bytes > MAX_BUTTON_DATA_BYTES) throw badRequest(TEXTS.buttonData);
  }
}
