import type { UnitCode } from './unit.ts';

/** What other systems may hear, by the names of Standard Webhooks. */
export const WEBHOOK_EVENT_TYPES = [
  'dossier.registered',
  'dossier.sent',
  'dossier.not-sendable',
  'dossier.closed',
] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

/** What `GET /dossiers/{code}` would show at that moment, and no more. */
export interface WebhookEvent {
  readonly type: WebhookEventType;
  /** ISO 8601: when we told, never when a citizen did something. */
  readonly timestamp: string;
  readonly data: {
    readonly code: string;
    readonly unit: UnitCode;
    readonly state: string;
    readonly reason?: string;
  };
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses between attempts at one delivery, as the specification recommends; three days in all. */
const PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Null when it is given up. @param attempts made so far, 1 or more */
export function pauseAfter(attempts: number): number | null {
  return PAUSES_MS[attempts - 1] ?? null;
}

/** How long an address is left alone that did not answer so often in a row. */
export function holdAfter(failures: number): number {
  return Math.min(5 * SECOND_MS * 4 ** (failures - 1), HOUR_MS);
}

/** An address that took nothing for so long is switched off. */
export const DISABLED_AFTER_MS = 5 * 24 * HOUR_MS;
