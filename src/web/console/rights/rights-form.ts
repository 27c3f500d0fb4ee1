import { z } from 'zod';
import { REQUEST_KINDS, REQUEST_OUTCOMES, type RequestKind } from '../../../domain/person-request.ts';
import { typedField } from '../../typed-field.ts';

/** As it was filled in. */
export interface RequestForm {
  readonly kind: RequestKind;
  readonly phone: string;
  readonly receivedOn: string;
}

const Form = z.object({
  kind: z.enum(REQUEST_KINDS).catch('access').default('access'),
  phone: typedField(),
  receivedOn: typedField(),
});

export function readRequestForm(body: unknown): RequestForm {
  return Form.parse(body ?? {});
}

const Confirmed = z.object({ verified: z.literal('on') });

/** Somebody says that they called the number back. */
export function isVerified(body: unknown): boolean {
  return Confirmed.safeParse(body).success;
}

const Refusal = z.object({ outcome: z.enum(REQUEST_OUTCOMES).exclude(['done']) });

/** Null when the form gives no reason. */
export function readRefusal(body: unknown) {
  return Refusal.safeParse(body).data?.outcome ?? null;
}
