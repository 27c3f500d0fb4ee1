import type { Update } from 'telegraf/types';
import { z } from 'zod';

/** The fields that are read, and no others: names and user names are not even looked at. */
const User = z.object({ id: z.int(), is_bot: z.boolean().optional(), language_code: z.string().optional() });
const Chat = z.object({ id: z.int(), type: z.string() });
const Entity = z.object({ type: z.string(), offset: z.int(), length: z.int() });
const Contact = z.object({ phone_number: z.string(), user_id: z.int().optional() });

/** telegraf copies a message's fields onto an object of its own: this key would take that object's methods away. */
const Ordinary = z.custom<object>((value) => typeof value === 'object' && !Object.hasOwn(value ?? {}, '__proto__'));

const Message = Ordinary.pipe(
  z.object({
    message_id: z.int(),
    date: z.number().optional(),
    chat: Chat,
    from: User.optional(),
    text: z.string().optional(),
    entities: z.array(Entity).optional(),
    contact: Contact.optional(),
  }),
);

const CallbackQuery = z.object({
  id: z.string(),
  from: User,
  data: z.string().optional(),
  message: Ordinary.pipe(z.object({ message_id: z.int(), date: z.number(), chat: Chat })).optional(),
});

const MyChatMember = z.object({
  chat: Chat,
  from: User,
  new_chat_member: z.object({ status: z.string() }),
});

const Shape = z.object({
  update_id: z.int(),
  message: Message.optional(),
  callback_query: CallbackQuery.optional(),
  my_chat_member: MyChatMember.optional(),
});

/** An update whose every field that the router touches is of the type that telegraf's types promise. */
export const IncomingUpdate = z
  .custom<Update>((value) => Shape.safeParse(value).success)
  .transform((update) => onlyRead(update));

/** Without all kinds that nobody reads or has looked at: telegraf takes the sender from any of them. */
function onlyRead(update: Update): Update | null {
  const { update_id } = update;
  if ('callback_query' in update) return { update_id, callback_query: update.callback_query };
  if ('my_chat_member' in update) return { update_id, my_chat_member: update.my_chat_member };
  return 'message' in update ? { update_id, message: update.message } : null;
}

/** What every update has, known or not. */
export const AnyUpdate = z.looseObject({ update_id: z.int() });

const KINDS = ['message', 'callback_query', 'my_chat_member', 'edited_message'] as const;

/** For counting: a label of a closed set. */
export type UpdateKind = (typeof KINDS)[number] | 'other' | 'malformed';

export function kindOf(update: unknown): UpdateKind {
  const isWellFormed = typeof update === 'object' && update !== null && Shape.safeParse(update).success;
  return isWellFormed ? namedKind(update) : 'malformed';
}

/** Of an update that is known to be well-formed: a thousand a second need not be read twice. */
export function namedKind(update: object): UpdateKind {
  return KINDS.find((name) => name in update) ?? 'other';
}
