import { z } from 'zod';

const Text = z.union([z.string(), z.number().transform(String)]);
const Id = Text.refine((value) => /^[\w-]{1,128}$/.test(value));

/** What is missing, null or of a foreign type is null: an odd field beside it must not lose an opt-out. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

const Party = z.object({ id: Id });

const Message = z.object({
  msg_id: maybe(Id),
  msg_ids: maybe(z.array(Id)),
  text: maybe(z.string()),
  tracking_id: maybe(Text),
  delivery_time: maybe(Text),
  rate: maybe(Text),
  note: maybe(z.string()),
  feedbacks: maybe(z.array(z.string())),
  submit_time: maybe(Text),
});

/** What the signature covers apart from the bytes themselves. */
export const Envelope = z.object({ app_id: Text, timestamp: Text });
export type Envelope = z.infer<typeof Envelope>;

/** The fields that are read, and no others: names, avatars, dates of birth and attachments are not even looked at. */
export const IncomingEvent = z.object({
  event_name: z.string().min(1),
  timestamp: Text,
  oa_id: maybe(Id),
  /** `change_oa_daily_quota` spells it so. */
  oaId: maybe(Id),
  user_id: maybe(Id),
  sender: maybe(Party),
  recipient: maybe(Party),
  follower: maybe(Party),
  template_id: maybe(Id),
  /** Some receipts are flat. */
  msg_id: maybe(Id),
  tracking_id: maybe(Text),
  delivery_time: maybe(Text),
  message: maybe(Message),
  info: maybe(z.object({ phone: maybe(Text) })),
});
export type IncomingEvent = z.infer<typeof IncomingEvent>;

/** The account that an event names, wherever it stands; null when none is named. */
export function accountsOf({ oa_id, oaId, sender, recipient }: IncomingEvent): readonly string[] {
  return [oa_id, oaId, sender?.id ?? null, recipient?.id ?? null].filter((id) => id !== null);
}

/** The citizen is whoever is not the account: sources disagree on who is the sender of what. */
export function citizenOf({ sender, recipient, follower, user_id }: IncomingEvent, oaId: string): string | null {
  const ids = [follower?.id, user_id, sender?.id, recipient?.id];
  return ids.find((id) => id !== undefined && id !== null && id !== oaId) ?? null;
}
