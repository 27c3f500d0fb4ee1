import { z } from 'zod';
import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import { WebError } from '../problem.ts';

/** Ways out of a survey that every question offers. */
export const LEAVES = ['stop', 'delete'] as const;
export type Leave = (typeof LEAVES)[number];

/** What one press of a button sent. */
export type Submission =
  | { readonly kind: 'tap'; readonly nonce: string; readonly payload: string }
  | { readonly kind: 'leave'; readonly nonce: string; readonly leave: Leave }
  | { readonly kind: 'comment'; readonly nonce: string; readonly comment: string };

const Form = z.object({
  nonce: z.uuid(),
  payload: z.string().min(1).max(64).optional(),
  leave: z.enum(LEAVES).optional(),
  comment: z.string().max(20_000).optional(),
});

/** Words that the conversation takes as commands in every state, whatever the language of the page. */
const COMMANDS: Readonly<Record<Leave, string>> = { stop: 'DỪNG', delete: 'XÓA' };

/** A tapped button counts, whatever stands in the comment field beside it. @throws WebError 400 */
export function readSubmission(body: unknown): Submission {
  const parsed = Form.safeParse(body);
  if (!parsed.success) throw new WebError(400, 'form-malformed', 'The form is not one of this page.');
  const { nonce, payload, leave, comment = '' } = parsed.data;
  if (payload !== undefined) return { kind: 'tap', nonce, payload };
  return leave === undefined ? { kind: 'comment', nonce, comment } : { kind: 'leave', nonce, leave };
}

export function eventOf(submission: Submission): InboundEvent {
  if (submission.kind === 'comment') return { kind: 'text', text: submission.comment };
  if (submission.kind === 'leave') return { kind: 'text', text: COMMANDS[submission.leave] };
  return { kind: 'tap', payload: submission.payload, callbackId: null, messageId: null };
}

/** The slip's token is the address; the page has one account. */
export function toInbound(
  update: Pick<Inbound, 'updateId' | 'address' | 'device' | 'locale' | 'event'>,
  now: Date,
): Inbound {
  return { channel: 'web', account: 'web', receivedAt: now.toISOString(), ...update };
}
