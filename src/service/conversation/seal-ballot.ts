import { addRemark } from '../../domain/conversation/comment.ts';
import type { Draft } from '../../domain/conversation/draft.ts';
import { isHurried } from '../../domain/interference/pace.ts';
import { redactComment } from '../../domain/redact-comment.ts';
import type { Ballot, Disposition } from '../../domain/response.ts';
import type { UnitCode } from '../../domain/unit.ts';
import type { Vault } from '../../lib/vault.ts';
import type { Pace } from '../ports.ts';
import { receiptMarks } from '../receipt.ts';
import type { InvitedThread } from './thread.ts';

/** The ballot of a thread, sealed for the mix: answers and coarse attributes, no id, time or address. */
export function sealBallot(
  thread: InvitedThread,
  disposition: Disposition,
  vault: Vault,
): { readonly unitCode: UnitCode; readonly sealed: Buffer } | null {
  const { invitation, draft } = thread;
  if (draft === null) return null;
  const ballot: Ballot = {
    surveyId: draft.surveyId,
    unitCode: invitation.unitCode,
    completedMonth: invitation.completedMonth,
    attributes: {
      procedureCode: invitation.procedureCode,
      late: invitation.late ? 'late' : 'on-time',
      filedVia: invitation.filedVia,
      proof: invitation.proof ?? 'slip',
      locale: draft.locale,
      flagged: isSuspect(thread, draft) ? 'flagged' : 'clear',
    },
    disposition,
    answers: draft.answers,
    comment: commentOf(draft),
    rating: draft.rating && { stars: draft.rating.stars, reasons: draft.rating.reasons },
    receipt: draft.receipt === null ? null : receiptMarks(vault, draft.receipt),
  };
  return {
    unitCode: invitation.unitCode,
    sealed: vault.seal('mix', invitation.unitCode, padded(JSON.stringify(ballot))),
  };
}

/** The one coarse mark that a response keeps: of whatever looked wrong, and when sealing could know of it. */
function isSuspect({ dossier, invitation }: InvitedThread, draft: Draft): boolean {
  return isHurried(draft.answerTimes) || (invitation.proof === 'slip' && dossier.slipTakenEarly);
}

export function paceOf({ invitation, draft }: InvitedThread): Pace {
  const { unitCode, completedMonth } = invitation;
  return { unitCode, month: completedMonth, hurried: isHurried(draft?.answerTimes ?? []) };
}

/** The rating's note is one more remark. */
function commentOf({ comment, rating }: Draft): string | null {
  const whole = rating?.note ? addRemark(comment, rating.note) : comment;
  return whole === null ? null : redactComment(whole);
}

const BLOCK = 1024;

/** Sealed lengths would tell long comments and short surveys apart. */
function padded(json: string): string {
  const bytes = Buffer.byteLength(json);
  return json + ' '.repeat(Math.ceil(bytes / BLOCK) * BLOCK - bytes);
}
