import type { Fingerprint } from '../../domain/ids.ts';
import type { UnitCode } from '../../domain/unit.ts';

/** A dossier that carries a person's telephone: nothing of whether and what they answered. */
export interface PersonsDossier {
  readonly code: string;
  readonly unitCode: UnitCode;
  readonly invited: boolean;
}

/** How much of a person was there, and is gone. */
export interface Erased {
  readonly dossiers: number;
  readonly chats: number;
  /** Surveys that were open, ended without an answer kept. */
  readonly surveys: number;
}

export interface PrivacyStore {
  /** Each returns how many it forgot; at most `limit`. */
  forgetContacts(closedBefore: string, limit: number): Promise<number>;
  forgetIntakes(receivedBefore: Date, limit: number): Promise<number>;
  forgetChats(silentSince: Date, limit: number): Promise<number>;
  forgetComments(releasedBefore: string, limit: number): Promise<number>;
  dossiersOf(phone: Fingerprint): Promise<readonly PersonsDossier[]>;
  /** One transaction; the telephone and the chats that proved to own it are opted out for good. @param today local day */
  erase(phone: Fingerprint, today: string): Promise<Erased>;
  /** Database roles of the service that may read each column, by `schema.table.column`. */
  readers(columns: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
