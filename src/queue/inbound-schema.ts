import { z } from 'zod';
import type { Inbound } from '../domain/inbound.ts';
import { LOCALES } from '../domain/locale.ts';
import { STARS } from '../domain/rating.ts';

const Instant = z.iso.datetime({ offset: true });

const InboundEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), token: z.string().nullable() }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({
    kind: z.literal('tap'),
    payload: z.string(),
    callbackId: z.string().nullable(),
    messageId: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('contact'), phone: z.string(), own: z.boolean(), vouched: z.boolean() }),
  z.strictObject({ kind: z.literal('blocked') }),
  z.strictObject({ kind: z.literal('unblocked') }),
  z.strictObject({ kind: z.literal('opted-out') }),
  z.strictObject({ kind: z.literal('media') }),
  z.strictObject({ kind: z.literal('opened') }),
  z.strictObject({ kind: z.literal('receipt'), messageIds: z.array(z.string().min(1)).min(1), happenedAt: Instant }),
  z.strictObject({
    kind: z.literal('rating'),
    trackingId: z.string().nullable(),
    messageId: z.string().nullable(),
    stars: z.literal(STARS),
    reasons: z.array(z.string()),
    note: z.string().nullable(),
    ratedAt: Instant,
  }),
]);

const InboundUpdate = z.strictObject({
  channel: z.enum(['telegram', 'zalo', 'web']),
  account: z.string(),
  updateId: z.string().min(1),
  address: z.string().min(1),
  device: z.string().nullable(),
  locale: z.enum(LOCALES).nullable(),
  receivedAt: Instant,
  event: InboundEvent,
});

/** What one inbox job carries once opened. */
export const InboundBatch: z.ZodType<readonly Inbound[]> = z.array(InboundUpdate).min(1);
