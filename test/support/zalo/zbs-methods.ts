import {
  Nothing,
  RatingPage,
  StatusQuestion,
  TemplateByHash,
  TemplateByPhone,
  TemplatePage,
  TemplateQuestion,
  type TrackedTemplate,
} from './call-schemas.ts';
import type { Call } from './calls.ts';
import { newMessageId } from './ids.ts';
import { linkButton } from './oa-methods.ts';
import type { Person } from './person.ts';
import { readJson, type Strict } from './strict.ts';
import { checkData, PRICES, renderTemplate, toInfo, toListing } from './templates.ts';
import type { World } from './world.ts';
import { ZaloError } from './zalo-error.ts';

const MAX_TRACKING_ID = 48;

/** `POST /message/template` (zalo.md §3.1). */
export function sendTemplateToPhone(call: Call, world: World, strict: Strict): object {
  const { phone, ...rest } = strict(TemplateByPhone, bodyOf(call), -132);
  if (!/^\+?84\d{9}$/.test(phone)) throw new ZaloError(-108);
  const digits = phone.replace('+', '');
  return sendTemplate(rest, world.byPhone(digits), digits, world);
}

/** `POST /message/template/hashphone` (§3.2). */
export function sendTemplateToHash(call: Call, world: World, strict: Strict): object {
  const { hash_phone, ...rest } = strict(TemplateByHash, bodyOf(call), -132);
  if (!/^[0-9a-f]{64}$/.test(hash_phone)) throw new ZaloError(-108);
  return sendTemplate(rest, world.byHash(hash_phone), hash_phone, world);
}

function sendTemplate(sent: TrackedTemplate, found: Person | null, recipient: string, world: World): object {
  const { template_id, template_data, tracking_id, mode, sending_mode = '1' } = sent;
  const { quotas, rules, templates, clock } = world;
  const template = templates.sendable(template_id);
  if (tracking_id.length > MAX_TRACKING_ID) throw new ZaloError(-132, 'tracking_id');
  checkData(template, template_data);
  const person = reachable(found);
  if (mode === 'development' && !person.isAdmin) throw new ZaloError(-127);
  if (rules.nightRule && quotas.isNight) throw new ZaloError(-133);
  quotas.spendTemplate(PRICES[template.kind]);
  template.sentCount += 1;
  const id = newMessageId();
  // The answer goes out before the receipt, as a rule and not always: tests reorder it.
  person.receive({
    id,
    from: 'oa',
    kind: template.kind === 'rating' ? 'rating' : 'template',
    text: renderTemplate(template.text, template_data),
    buttons: template.buttons.map(({ title, content }) => linkButton(title, renderTemplate(content, template_data))),
    template: { id: template.id, trackingId: tracking_id, recipient },
  });
  const quota = { dailyQuota: String(quotas.daily), remainingQuota: String(quotas.remainingToday) };
  return { data: { msg_id: id, sent_time: String(clock.now()), sending_mode, quota } };
}

/** @throws ZaloError -118, -114, -139, -141 */
function reachable(person: Person | null): Person {
  if (!person || person.standing === 'absent') throw new ZaloError(-118);
  if (person.standing === 'inactive') throw new ZaloError(-114);
  if (person.standing === 'blocked') throw new ZaloError(-141);
  if (person.restricts) throw new ZaloError(-139);
  return person;
}

/** `GET /message/status` (§3.4). */
export function messageStatus({ query }: Call, world: World, strict: Strict): object {
  const { message_id } = strict(StatusQuestion, query, -107);
  const holder = world.people().find((person) => person.chat.some(({ id }) => id === message_id));
  const status = holder ? Number(holder.hasReceived(message_id)) : -1;
  const delivered = status === 1 ? { delivery_time: String(world.clock.now()) } : {};
  return { data: { ...delivered, message: 'status', status } };
}

/** `GET /message/quota` */
export function dailyQuota({ query }: Call, { quotas }: World, strict: Strict): object {
  strict(Nothing, query, -132);
  const promotion = { dailyQuotaPromotion: null, remainingQuotaPromotion: null };
  return { data: { dailyQuota: quotas.daily, remainingQuota: quotas.remainingToday, ...promotion } };
}

/** `GET /quality` */
export function quality({ query }: Call, { quotas }: World, strict: Strict): object {
  strict(Nothing, query, -132);
  return { data: { oaCurrentQuality: quotas.quality, oa7dayQuality: quotas.quality } };
}

/** `GET /template/info/v2` */
export function templateInfo({ query }: Call, world: World, strict: Strict): object {
  const { template_id } = strict(TemplateQuestion, query, -132);
  const template = world.templates.find(template_id);
  if (!template) throw new ZaloError(-109);
  return { data: toInfo(template) };
}

/** `GET /template/all` */
export function templateList({ query }: Call, world: World, strict: Strict): object {
  const { offset, limit, status } = strict(TemplatePage, query, -132);
  const all = world.templates.list(status);
  return { data: all.slice(offset, offset + limit).map(toListing), metadata: { total: all.length } };
}

/** `/rating/get` (§3.5): sources disagree on the method; the wrong one is refused as such. */
export function ratings(call: Call, world: World, strict: Strict): object {
  if (call.method !== world.rules.ratingMethod) throw new ZaloError(-106);
  const page = strict(RatingPage, call.body === '' ? call.query : bodyOf(call), -132);
  const found = world.ratings.filter(
    ({ templateId, at }) => templateId === page.template_id && at >= page.from_time && at <= page.to_time,
  );
  const data = found.slice(page.offset, page.offset + page.limit).map((rating) => ({
    msgId: rating.messageId,
    trackingId: rating.trackingId ?? '',
    submitDate: String(rating.at),
    rate: rating.stars,
    note: rating.note,
    feedbacks: rating.reasons,
    oaId: world.account.oaId,
    rating_type: 'csat',
    option: 'five_emotions',
  }));
  return { data: { total: found.length, data } };
}

function bodyOf(call: Call): unknown {
  if (call.body === '') throw new ZaloError(-121);
  const body = readJson(call);
  if (body === null) throw new ZaloError(-122);
  return body;
}
