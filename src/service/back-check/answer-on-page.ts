import type { BackCheckAnswers } from '../../domain/back-check.ts';
import type { Vault } from '../../lib/vault.ts';
import { agencyName } from '../conversation/facts-of.ts';
import type { BackCheck, BackCheckStore, Clock, ReferenceStore } from '../ports.ts';
import { isSurveyToken, tokenHash } from '../survey-token.ts';
import { sealAnswers } from './back-check-secrets.ts';

/** Where the message leads that a chat cannot ask in: the token follows. */
export const BACK_CHECK_PATH = '/hoi-lai';

export interface BackCheckPageParts {
  readonly backChecks: BackCheckStore;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Whose survey it was about; null when there is no such back-check, or it is over. Nothing of an answer is shown. */
export async function openBackCheck(
  parts: BackCheckPageParts,
  token: string,
): Promise<{ readonly agency: string; readonly shortCode: string } | null> {
  const check = await findOpen(parts, token);
  const unit = check && (await parts.references.units()).get(check.unitCode ?? '');
  return unit ? { agency: agencyName(unit), shortCode: check.shortCode ?? '' } : null;
}

/** Both answers at once; false when it is over. */
export async function answerBackCheck(
  parts: BackCheckPageParts,
  token: string,
  answers: BackCheckAnswers,
): Promise<boolean> {
  const check = await findOpen(parts, token);
  if (check === null) return false;
  return parts.backChecks.answer(check.id, parts.clock.now(), sealAnswers(parts.vault, check, answers));
}

async function findOpen({ backChecks, clock }: BackCheckPageParts, token: string): Promise<BackCheck | null> {
  return isSurveyToken(token) ? backChecks.findByToken(tokenHash(token), clock.now()) : null;
}
