import { z } from 'zod';

/** Zalo's answers, read leniently: what is missing or of another type is null, numbers may be strings. */

const Id = z
  .union([z.string().min(1), z.number()])
  .transform(String)
  .nullable()
  .catch(null);
const Count = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .transform(Number)
  .nullable()
  .catch(null);
const Words = z.string().nullable().catch(null);
const Flag = z
  .union([z.boolean(), z.enum(['true', 'false', '0', '1']).transform((text) => text === 'true' || text === '1')])
  .nullable()
  .catch(null);
/** Milliseconds since 1970. */
const Instant = Count.transform((ms) => (ms === null || ms <= 0 ? null : new Date(ms)));

const Quota = z.looseObject({ quota_type: Words, remain: Count, total: Count }).nullable().catch(null);
export const MessageReceipt = z.looseObject({ message_id: Id, quota: Quota }).transform(({ message_id, quota }) => ({
  messageId: message_id,
  quota: quota && { type: quota.quota_type, remaining: quota.remain, total: quota.total },
}));
export type MessageReceipt = z.infer<typeof MessageReceipt>;

const DailyQuota = z.looseObject({ dailyQuota: Count, remainingQuota: Count });
export const TemplateQuota = DailyQuota.transform(({ dailyQuota, remainingQuota }) => ({
  daily: dailyQuota,
  remaining: remainingQuota,
}));
export type TemplateQuota = z.infer<typeof TemplateQuota>;

/** By phone it is `msg_id`, by user id `message_id`. */
export const TemplateReceipt = z
  .looseObject({ msg_id: Id, message_id: Id, sent_time: Instant, quota: TemplateQuota.nullable().catch(null) })
  .transform(({ msg_id, message_id, sent_time, quota }) => ({
    messageId: msg_id ?? message_id,
    sentAt: sent_time,
    quota,
  }));
export type TemplateReceipt = z.infer<typeof TemplateReceipt>;

const Remaining = z.looseObject({ remain: Count, total: Count }).nullable().catch(null);
export const UserQuota = z
  .looseObject({ last_interaction: Instant, cs_reply: Remaining })
  .transform(({ last_interaction, cs_reply }) => ({
    lastInteractionAt: last_interaction,
    remaining: cs_reply?.remain ?? null,
    total: cs_reply?.total ?? null,
  }));
export type UserQuota = z.infer<typeof UserQuota>;

/** Names and pictures are left where they are. */
export const UserDetail = z
  .looseObject({
    user_id: Id,
    user_is_follower: Flag,
    user_last_interaction_date: Words,
    shared_info: z.looseObject({ phone: Id }).nullable().catch(null),
  })
  .transform(({ user_id, user_is_follower, user_last_interaction_date, shared_info }) => ({
    userId: user_id,
    isFollower: user_is_follower,
    /** `YYYY-MM-DD`. */
    lastInteractionOn: toDay(user_last_interaction_date),
    sharedPhone: shared_info?.phone ?? null,
  }));
export type UserDetail = z.infer<typeof UserDetail>;

const Parameter = z
  .looseObject({ name: z.string(), require: Flag, type: Words, maxLength: Count, minLength: Count, acceptNull: Flag })
  .transform(({ name, require, type, maxLength, minLength, acceptNull }) => ({
    name,
    required: require ?? true,
    type,
    maxLength,
    minLength,
    acceptsNothing: acceptNull ?? false,
  }));
export type TemplateParameter = z.infer<typeof Parameter>;

export const TemplateInfo = z
  .looseObject({
    templateId: Id,
    status: z.union([z.string(), z.number()]).transform(String).nullable().catch(null),
    listParams: z.array(Parameter).nullable(),
    price_sdt: Count,
    price_uid: Count,
    templateTag: Words,
    templateQuality: Words,
  })
  .transform((info) => ({
    id: info.templateId,
    /** Words or numbers, by the age of the API: 1 and `ENABLE` are enabled. */
    status: info.status,
    parameters: info.listParams ?? [],
    priceByPhone: info.price_sdt,
    priceByUser: info.price_uid,
    tag: info.templateTag,
    quality: info.templateQuality,
  }));
export type TemplateInfo = z.infer<typeof TemplateInfo>;

const Rating = z
  .looseObject({
    msgId: Id,
    trackingId: Id,
    submitDate: Instant,
    rate: Count,
    note: Words,
    feedbacks: z.array(z.string()).catch([]),
  })
  .transform(({ msgId, trackingId, submitDate, rate, note, feedbacks }) => ({
    messageId: msgId,
    trackingId,
    submittedAt: submitDate,
    rate,
    note,
    feedbacks,
  }));
export type Rating = z.infer<typeof Rating>;
export const RatingPage = z
  .looseObject({ total: Count, data: z.array(Rating) })
  .transform(({ total, data }) => ({ total: total ?? data.length, ratings: data }));
export type RatingPage = z.infer<typeof RatingPage>;

export const Quality = z.looseObject({ oaCurrentQuality: Words }).transform((quality) => quality.oaCurrentQuality);

function toDay(text: string | null): string | null {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '') ?? [];
  return day === undefined ? null : `${year}-${month}-${day}`;
}
