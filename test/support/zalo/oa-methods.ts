import { CsMessage, QuotaQuestion, Reaction, TemplateByUser, UserQuestion, type Button } from './call-schemas.ts';
import type { Call } from './calls.ts';
import { toVisibleButton, type VisibleMessage } from './chat-log.ts';
import { newMessageId } from './ids.ts';
import type { Person } from './person.ts';
import { DAY_MS, HOUR_MS } from './quotas.ts';
import { readJson, readQuery, type Strict } from './strict.ts';
import { checkData, PRICES, renderTemplate } from './templates.ts';
import type { World } from './world.ts';
import { ZaloError } from './zalo-error.ts';

const WINDOW_MS = 7 * DAY_MS;
const FREE_MS = 48 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
const LIMITS = { text: 2000, buttons: 5, label: 100, payload: 1000, infoTitle: 100, infoSubtitle: 500 } as const;

type Shown = Pick<VisibleMessage, 'kind' | 'text' | 'buttons'>;

/** `POST /v3.0/oa/message/cs` (zalo.md §1, §2). */
export function sendCs(call: Call, world: World, strict: Strict): object {
  const { recipient, message } = strict(CsMessage[world.rules.buttonForm], readJson(call), -201);
  const person = knownUser(recipient.user_id, world);
  const shown = toShown(message);
  checkShown(shown, strict);
  if ('quote_message_id' in message && !person.chat.some(({ id }) => id === message.quote_message_id))
    throw new ZaloError(-201, 'quote_message_id');
  const quota = spendWindow(person, world);
  const { id } = person.receive({ ...shown, id: newMessageId(), from: 'oa', template: null });
  if (world.rules.echoes) echo(id, shown, person, world);
  return { data: { message_id: id, user_id: person.userId, ...quota } };
}

/** `POST /v3.0/oa/message/template` (§3.3). */
export function sendTemplateToUser(call: Call, world: World, strict: Strict): object {
  const { user_id, template_id, template_data } = strict(TemplateByUser, readJson(call), -201);
  const person = knownUser(user_id, world);
  const template = world.templates.sendable(template_id);
  if (!template.isUserCapable) throw new ZaloError(-249);
  checkData(template, template_data);
  checkStanding(person);
  if (person.lastInteractionAt === null || world.clock.now() - person.lastInteractionAt > YEAR_MS)
    throw new ZaloError(-232);
  world.quotas.spendTemplate(PRICES[template.kind] / 2);
  template.sentCount += 1;
  const { id } = person.receive({
    id: newMessageId(),
    from: 'oa',
    kind: template.kind === 'rating' ? 'rating' : 'template',
    text: renderTemplate(template.text, template_data),
    buttons: template.buttons.map(({ title, content }) => linkButton(title, renderTemplate(content, template_data))),
    template: { id: template.id, trackingId: null, recipient: user_id },
  });
  const { daily, remainingToday } = world.quotas;
  const quota = { dailyQuota: String(daily), remainingQuota: String(remainingToday) };
  return { data: { message_id: id, user_id, sent_time: String(world.clock.now()), quota } };
}

/** `POST /v2.0/oa/message`: reactions only (§1.8). */
export function react(call: Call, world: World, strict: Strict): object {
  const body = readJson(call);
  if (typeof body === 'object' && body !== null && 'message' in body) throw new ZaloError(-240);
  const { recipient, sender_action } = strict(Reaction, body, -201);
  const person = knownUser(recipient.user_id, world);
  if (!person.chat.some(({ id }) => id === sender_action.react_message_id))
    throw new ZaloError(-201, 'react_message_id');
  return { data: { message_id: newMessageId(), user_id: person.userId } };
}

/** `POST /v3.0/oa/quota/message` (§1.10). */
export function messageQuota(call: Call, world: World, strict: Strict): object {
  const question = strict(QuotaQuestion, readJson(call), -201);
  if (!('user_id' in question)) return { data: [{ ...question, remain: world.quotas.purchased, total: 1_000 }] };
  const person = knownUser(question.user_id, world);
  const promotion = { daily_remain: 1, daily_total: 1, monthly_remain: 4, monthly_total: 4 };
  return { data: { last_interaction: person.lastInteractionAt ?? 0, cs_reply: { remain: 8, total: 8 }, promotion } };
}

/** `GET /v3.0/oa/user/detail?data=…` (§6). */
export function userDetail(call: Call, world: World, strict: Strict): object {
  const data: unknown = readQuery(call, 'data');
  const { user_id } = strict(UserQuestion, data, -201);
  const person = knownUser(user_id, world);
  return {
    data: {
      user_id: person.userId,
      user_id_by_app: person.userIdByApp,
      user_external_id: '',
      display_name: person.name,
      user_alias: '',
      is_sensitive: false,
      user_last_interaction_date: toDay(person.lastInteractionAt),
      user_is_follower: person.isFollower,
      avatar: 'https://s120-ava-talk.zadn.vn/default',
      avatars: { 120: 'https://s120-ava-talk.zadn.vn/default', 240: 'https://s240-ava-talk.zadn.vn/default' },
      tags_and_notes_info: { notes: [], tag_names: [] },
      shared_info: person.sharedPhone === null ? {} : { name: person.name, phone: person.sharedPhone },
    },
  };
}

export function linkButton(label: string, url: string) {
  return { label, payload: null, shows: false, url };
}

function knownUser(userId: string, world: World): Person {
  const person = world.byUser(userId);
  if (!person || person.standing === 'absent') throw new ZaloError(-201, 'user_id');
  return person;
}

function toShown(message: CsMessage['message']): Shown {
  if (!('attachment' in message)) return { kind: 'text', text: message.text, buttons: [] };
  const { payload } = message.attachment;
  if ('elements' in payload) {
    const [element] = payload.elements;
    const text = element ? `${element.title}\n${element.subtitle}` : '';
    return { kind: 'info-request', text, buttons: [] };
  }
  const text = 'text' in message ? message.text : 'text' in payload ? payload.text : '';
  payload.buttons.forEach(checkButton);
  return { kind: 'text', text, buttons: payload.buttons.map(toVisibleButton) };
}

/** @throws ZaloError -210 */
function checkButton({ title, payload }: Button): void {
  if (title.length > LIMITS.label) throw new ZaloError(-210, 'title');
  if (typeof payload === 'string' && payload.length > LIMITS.payload) throw new ZaloError(-210, 'payload');
}

/** @throws ZaloError -201, -210; lengths in UTF-16 units, the stricter reading. */
function checkShown({ kind, text, buttons }: Shown, strict: Strict): void {
  if (text !== text.normalize('NFC')) strict.violate('a text that is not in NFC');
  if (text.trim() === '') throw new ZaloError(-201, 'text');
  const [title = '', subtitle = ''] = kind === 'info-request' ? text.split('\n') : [];
  if (title.length > LIMITS.infoTitle || subtitle.length > LIMITS.infoSubtitle) throw new ZaloError(-210, 'elements');
  if (text.length > LIMITS.text) throw new ZaloError(-210, 'text');
  if (buttons.length > LIMITS.buttons) throw new ZaloError(-210, 'buttons');
}

/** @throws ZaloError -217, -227, -244 */
function checkStanding({ standing, restricts }: Person): void {
  if (standing === 'blocked') throw new ZaloError(-217);
  if (standing === 'inactive') throw new ZaloError(-227);
  if (restricts) throw new ZaloError(-244);
}

/** Free for 48 h, billed for 7 days, then closed (§2.1). @throws ZaloError -230, -232 and what `checkStanding` throws */
function spendWindow(person: Person, { clock, quotas, account }: World): object {
  checkStanding(person);
  if (person.lastInteractionAt === null) throw new ZaloError(-232);
  const age = clock.now() - person.lastInteractionAt;
  if (age > WINDOW_MS) throw new ZaloError(-230);
  if (age <= FREE_MS) return { quota: { quota_type: 'reply', remain: '8', total: '8', ...ownedBy(account.oaId) } };
  quotas.spendPurchased();
  const remain = String(quotas.purchased);
  return { quota: { quota_type: 'purchase_quota', remain, total: '1000', ...ownedBy(account.oaId) } };
}

function ownedBy(oaId: string): object {
  return { expired_date: '31/12/2026', owner_type: 'OA', owner_id: oaId };
}

/** The account's own messages come back as `oa_send_*`. */
function echo(id: string, { kind, text }: Shown, person: Person, world: World): void {
  const name = kind === 'info-request' ? 'oa_send_list' : 'oa_send_text';
  world.tell(world.make.fromAccount(name, person, { msg_id: id, text }, null), person);
}

function toDay(at: number | null): string {
  if (at === null) return '';
  const [year, month, day] = new Date(at + 7 * HOUR_MS).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
