import type { DossierId, Fingerprint } from './ids.ts';
import type { Locale } from './locale.ts';
import type { UnitCode } from './unit.ts';

export const FILING_CHANNELS = ['counter', 'online', 'post'] as const;
export type FilingChannel = (typeof FILING_CHANNELS)[number];

export const OUTCOMES = ['issued', 'refused', 'stopped', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Applicant = 'person' | 'organisation';

/** A dossier as the register keeps it; instants are `Date`, the phone is only its fingerprint. */
export interface Dossier {
  readonly id: DossierId;
  readonly code: string;
  readonly unitCode: UnitCode;
  readonly procedureCode: string;
  readonly filedVia: FilingChannel;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly completedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly outcome: Outcome;
  readonly phoneIndex: Fingerprint | null;
  readonly language: Locale;
  readonly applicant: Applicant;
  readonly officer: string | null;
  readonly lateReason: string | null;
  readonly apologySentAt: Date | null;
  readonly shortCode: string;
  readonly slipOwner: SlipOwner | null;
  /** By `isTakenEarly`. */
  readonly slipTakenEarly: boolean;
}

/** The first device that opens a slip holds it; no other device sees given answers. */
export type SlipOwner = `chat:${string}` | `web:${string}`;
