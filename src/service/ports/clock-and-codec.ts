import type { Choice } from '../../domain/conversation/choice.ts';
import type { InvitationId } from '../../domain/ids.ts';
import type { Survey } from '../../domain/survey.ts';

export interface Clock {
  now(): Date;
}

/** Turns choices into opaque payloads of at most 64 bytes and back, per invitation; null when none fits. */
export interface PayloadCodec {
  encode(invitationId: InvitationId, choice: Choice, survey: Survey): string;
  decode(invitationId: InvitationId, payload: string, survey: Survey): Choice | null;
}
