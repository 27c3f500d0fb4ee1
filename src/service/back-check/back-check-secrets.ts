import { timingSafeEqual } from 'node:crypto';
import {
  BACK_CHECK_QUESTIONS,
  SAID,
  type BackCheckAnswers,
  type BackCheckBallot,
  type BackCheckQuestion,
  type Said,
} from '../../domain/back-check.ts';
import type { BackCheckId } from '../../domain/ids.ts';
import type { Vault } from '../../lib/vault.ts';
import type { BackCheck, SealedBackCheck } from '../ports.ts';

const TOKEN_BYTES = 16;
/** As long as the payloads of surveys, so that nobody can tell one from the other. */
const PAYLOAD_BYTES = 13;

/** What a button of the back-check means. */
export type BackCheckChoice =
  { readonly kind: 'said'; readonly question: BackCheckQuestion; readonly said: Said } | { readonly kind: 'stop' };

const CHOICES: readonly BackCheckChoice[] = [
  ...BACK_CHECK_QUESTIONS.flatMap((question) =>
    SAID[question].map((said): BackCheckChoice => ({ kind: 'said', question, said })),
  ),
  { kind: 'stop' },
];

/** A keyed hash: it tells nothing to who sees it, and fits no other citizen. */
export function encodeBackCheck(vault: Vault, id: BackCheckId, choice: BackCheckChoice): string {
  return macOf(vault, id, choice).toString('base64url');
}

/** Null when it is no button of this back-check. */
export function decodeBackCheck(vault: Vault, id: BackCheckId, payload: string): BackCheckChoice | null {
  const bytes = Buffer.from(payload, 'base64url');
  if (bytes.length !== PAYLOAD_BYTES) return null;
  return CHOICES.find((choice) => timingSafeEqual(macOf(vault, id, choice), bytes)) ?? null;
}

function macOf(vault: Vault, id: BackCheckId, choice: BackCheckChoice): Buffer {
  const name = choice.kind === 'stop' ? 'stop' : `${choice.question}=${choice.said}`;
  return vault.index('payload', `back-check ${id}?${name}`).subarray(0, PAYLOAD_BYTES);
}

/** The secret of its page: 128 bits, 22 base64url characters; derived anew, never stored. */
export function backCheckToken(vault: Vault, id: BackCheckId): string {
  return vault.index('token', `back-check:${id}`).subarray(0, TOKEN_BYTES).toString('base64url');
}

export function sealOwn(vault: Vault, id: BackCheckId, own: Said): Buffer {
  return vault.seal('back-check', id, own.padEnd(8));
}

/** Null before the first answer, or when this key does not open it: then it is asked again. */
export function openOwn(vault: Vault, { id, sealed }: BackCheck): Said | null {
  if (sealed === null) return null;
  try {
    const said = vault.open('back-check', id, sealed).toString().trim();
    return SAID.own.find((one) => one === said) ?? null;
  } catch {
    return null;
  }
}

/** Of one length, whatever was answered. */
export function sealAnswers(
  vault: Vault,
  { provinceCode, month }: Pick<BackCheck, 'provinceCode' | 'month'>,
  answers: BackCheckAnswers,
): SealedBackCheck {
  const ballot: BackCheckBallot = { provinceCode, month, ...answers };
  return { provinceCode, sealed: vault.seal('back-check', provinceCode, JSON.stringify(ballot).padEnd(128)) };
}

/** Null for one that this key does not open. */
export function openAnswers(vault: Vault, { provinceCode, sealed }: SealedBackCheck): BackCheckBallot | null {
  try {
    const ballot: BackCheckBallot = JSON.parse(vault.open('back-check', provinceCode, sealed).toString());
    return ballot;
  } catch {
    return null;
  }
}
