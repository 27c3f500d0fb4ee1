import { z } from 'zod';
import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import { WebError } from '../problem.ts';

/** What one press of a button sent. */
export type Submission =
  | { readonly kind: 'tap'; readonly nonce: string; readonly payload: string }
  | { readonly kind: 'comment'; readonly nonce: string; readonly comment: string };

const Form = z.object({
  nonce: z.uuid(),
  payload: z.string().min(1).max(64).optional(),
  comment: z.string().max(20_000).optional(),
});

/** A tapped button counts, whatever stands in the comment field beside it. @throws WebError 400 */
export function readSubmission(body: unknown): Submission {
  const parsed = Form.safeParse(body);
  if (!parsed.success) throw new WebError(400, 'form-malformed', 'The form is not one of this page.');
  const { nonce, payload, comment = '' } = parsed.data;
  return payload === undefined ? { kind: 'comment', nonce, comment } : { kind: 'tap', nonce, payload };
}

export function eventOf(submission: Submission): InboundEvent {
  if (submission.kind === 'comment') return { kind: 'text', text: submission.comment };
  return { kind: 'tap', payload: submission.payload, callbackId: null, messageId: null };
}

/** The slip's token is the address; the page has one account. */
export function toInbound(
  update: Pick<Inbound, 'updateId' | 'address' | 'device' | 'locale' | 'event'>,
  now: Date,
): Inbound {
  return { channel: 'web', account: 'web', receivedAt: now.toISOString(), ...update };
}
