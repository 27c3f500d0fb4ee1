import { Composer, Context, type Telegram } from 'telegraf';
import { message } from 'telegraf/filters';
import type { UserFromGetMe } from 'telegraf/types';
import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Clock } from '../../service/ports.ts';
import { IncomingUpdate } from './incoming-update.ts';
import { contactEvent, isMedia, memberEvent, startEvent, tapEvent } from './to-event.ts';

/** Null: nothing that concerns us. Never throws for what an update holds. */
export type Route = (update: unknown) => Promise<Inbound | null>;

export interface RouterOptions {
  readonly account: string;
  readonly clock: Clock;
  readonly telegram: Telegram;
  /** The bot's user name once it is known; what commands with a name (`/start@bot`) are compared with. */
  readonly username: () => string | null;
}

/** Collects what the handlers make of an update. */
interface Routed {
  event: InboundEvent | null;
}

/**
 * Telegraf's composer without its `Telegraf`: no handler time-out, no error handler that prints the update, no
 * `getMe` on the first update, no polling and no webhook server of its own.
 */
export function createRouter({ account, clock, telegram, username }: RouterOptions): Route {
  const handle = routes().middleware();
  return async function route(update) {
    const read = IncomingUpdate.safeParse(update).data ?? null;
    if (read === null) return null;
    const context = new Context(read, telegram, botInfo(account, username()));
    const sender = senderOf(context);
    if (sender === null) return null;
    const routed: Routed = { event: null };
    await handle(Object.assign(context, { routed }), () => Promise.resolve());
    if (routed.event === null) return null;
    return {
      channel: 'telegram',
      account,
      updateId: String(read.update_id),
      device: null,
      receivedAt: clock.now().toISOString(),
      event: routed.event,
      ...sender,
    };
  };
}

type RoutedContext = Context & { readonly routed: Routed };

function routes(): Composer<RoutedContext> {
  const composer = new Composer<RoutedContext>();
  composer.on('callback_query', (ctx) => keep(ctx, tapEvent(ctx.callbackQuery)));
  composer.on('my_chat_member', (ctx) => keep(ctx, memberEvent(ctx.myChatMember.new_chat_member.status)));
  composer.command('start', (ctx) => keep(ctx, startEvent(ctx.payload)));
  composer.on(message('contact'), (ctx) => keep(ctx, contactEvent(ctx.message.contact, ctx.message.from.id)));
  composer.on(message('text'), (ctx) => keep(ctx, { kind: 'text', text: ctx.message.text }));
  composer.on('message', (ctx) => keep(ctx, isMedia(ctx.message) ? { kind: 'media' } : null));
  return composer;
}

function keep({ routed }: RoutedContext, event: InboundEvent | null): void {
  routed.event = event;
}

/** People in private chats only; there the chat's id is the person's, also when a tap brings no message along. */
function senderOf({ chat, from, callbackQuery }: Context): { address: string; locale: Locale | null } | null {
  if (!from || from.is_bot) return null;
  const where = callbackQuery ? (callbackQuery.message?.chat ?? { id: from.id, type: 'private' }) : chat;
  if (where?.type !== 'private') return null;
  return { address: String(where.id), locale: toLocale(from.language_code) };
}

function toLocale(languageCode: string | undefined): Locale | null {
  const language = languageCode?.split('-')[0];
  return language === 'vi' || language === 'en' ? language : null;
}

function botInfo(account: string, username: string | null): UserFromGetMe {
  return {
    id: Number(account),
    is_bot: true,
    first_name: '',
    username: username ?? '',
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
}
