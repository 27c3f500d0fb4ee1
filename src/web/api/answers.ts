import { z } from 'zod';
import { WEBHOOK_EVENT_TYPES } from '../../domain/webhook-event.ts';
import type { DossierState, NotSendable } from '../../service/show-dossier.ts';
import { RATE_GROUPINGS, INDEX_GROUPINGS } from './figure-query.ts';

/** What the API answers, as schemas: routes are typed by them, and the published document is made from them. */

const STATES = ['registered', 'completed', 'sent', 'not-sendable', 'closed'] as const satisfies readonly DossierState[];

const NOT_SENDABLE = [
  'organisation',
  'bereavement',
  'withdrawn',
  'staff-phone',
  'opted-out',
  'recently-asked',
  'not-drawn',
  'no-channel',
] as const satisfies readonly NotSendable[];

const count = z.number().int().min(0);
const day = z.iso.date();

export const Reason = z.object({ field: z.string(), code: z.string(), message: z.string() });
export type Reason = z.infer<typeof Reason>;

export const Links = z.object({
  web: z.url(),
  telegram: z.url().optional(),
  /** To be typed in the chat with the Official Account. */
  zaloCode: z.string().optional(),
});

export const Result = z.object({
  code: z.string(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'rejected']),
  reasons: z.array(Reason).optional(),
  links: Links.optional(),
});
export type Result = z.infer<typeof Result>;

export const RegistrationAnswer = z.object({ test: z.literal(true).optional(), results: z.array(Result) });
export type RegistrationAnswer = z.infer<typeof RegistrationAnswer>;

export const DossierAnswer = z.object({
  code: z.string(),
  state: z.enum(STATES),
  reason: z.enum(NOT_SENDABLE).optional(),
  message: z.string(),
  links: Links,
});
export type DossierAnswer = z.infer<typeof DossierAnswer>;

export const DossiersAnswer = z.object({
  dossiers: z.array(DossierAnswer),
  cursor: z.string().nullable(),
  more: z.boolean(),
});
export type DossiersAnswer = z.infer<typeof DossiersAnswer>;

const fraction = z.number().min(0).max(1);

export const Rate = z.object({
  numerator: count,
  denominator: count,
  value: fraction.nullable(),
  low: fraction.nullable(),
  high: fraction.nullable(),
  aapor: z.string().nullable(),
});

export const RatesRow = z.object({
  key: z.string(),
  completed: count,
  eligible: count,
  invited: count,
  delivered: count,
  started: count.nullable(),
  finished: count.nullable(),
  partial: count.nullable(),
  coverage: Rate.nullable(),
  delivery: Rate.nullable(),
  response: Rate.nullable(),
  completion: Rate.nullable(),
  hidden: z.enum(['too-few-invitations', 'not-whole-months']).optional(),
});
export type RatesRow = z.infer<typeof RatesRow>;

export const RatesAnswer = z.object({
  from: day,
  to: day,
  groupBy: z.enum(RATE_GROUPINGS).nullable(),
  rows: z.array(RatesRow),
});
export type RatesAnswer = z.infer<typeof RatesAnswer>;

export const Share = z.object({ label: z.string(), value: fraction, low: fraction, high: fraction });
export const Mean = z.object({ label: z.string(), value: z.number().min(0).max(100) });

export const IndexRow = z.object({
  key: z.string(),
  name: z.string().optional(),
  responses: count,
  answers: count.optional(),
  share: Share.nullable(),
  meanOf5: Mean.nullable(),
  meanOf100: Mean.nullable(),
  hidden: z.literal('too-few-responses').optional(),
});
export type IndexRow = z.infer<typeof IndexRow>;

export const IndicesAnswer = z.object({
  from: day,
  to: day,
  unit: z.string(),
  survey: z.string(),
  months: z.array(day),
  waiting: count,
  groupBy: z.enum(INDEX_GROUPINGS).nullable(),
  rows: z.array(IndexRow),
});
export type IndicesAnswer = z.infer<typeof IndicesAnswer>;

/** What subscriptions are sent: the same words as of a dossier that is asked about. */
export const WebhookData = z.object({
  code: z.string(),
  unit: z.string(),
  state: z.enum(STATES),
  reason: z.enum(NOT_SENDABLE).optional(),
});

export const WebhookEvent = z.object({
  type: z.enum(WEBHOOK_EVENT_TYPES),
  timestamp: z.iso.datetime(),
  data: WebhookData,
});

/** RFC 9457. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int().min(400).max(599),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string(),
});
