import type { StoredZaloGrant, ZaloGrant } from '../../../service/ports.ts';

/** 20 of 25 hours. */
const DUE_AT = 0.8;
const RETRY_MS = 60_000;
/** A token that is refused so soon after it came is not helped by another one. */
const FRESH_MS = 60_000;

export function isDue({ refreshedAt, expiresAt }: ZaloGrant, now: Date): boolean {
  const life = expiresAt.getTime() - refreshedAt.getTime();
  return now.getTime() >= refreshedAt.getTime() + life * DUE_AT;
}

export function isExpired({ expiresAt }: ZaloGrant, now: Date): boolean {
  return now >= expiresAt;
}

export function isFresh({ refreshedAt }: ZaloGrant, now: Date): boolean {
  return now.getTime() - refreshedAt.getTime() < FRESH_MS;
}

/** A spent grant is left to the operator, everything else is tried again after a minute, by whichever process. */
export function isResting({ failure }: StoredZaloGrant, now: Date): boolean {
  if (failure === null) return false;
  return failure.fault === 'spent' || now.getTime() - failure.at.getTime() < RETRY_MS;
}
