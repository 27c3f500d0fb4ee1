import type { Fingerprint } from '../../domain/ids.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import type { UnitCode } from '../../domain/unit.ts';

/** A dossier that carries a person's telephone: nothing of whether and what they answered. */
export interface PersonsDossier {
  readonly code: string;
  readonly unitCode: UnitCode;
  readonly invited: boolean;
}

export interface PersonsChats {
  readonly channel: ChannelName;
  readonly count: number;
}

/** What is kept of whoever has a telephone. */
export interface PersonsTraces {
  readonly dossiers: readonly PersonsDossier[];
  /** In which the telephone is known. */
  readonly chats: readonly PersonsChats[];
  /** Its keyed hash stands among those that are never asked. */
  readonly isOptedOut: boolean;
}

/** What carried a telephone when its owner's wish was done; nothing of surveys. */
export interface Reached {
  readonly dossiers: number;
  readonly chats: number;
}

export interface PrivacyStore {
  /** Each returns how many it forgot; at most `limit`. */
  forgetContacts(closedBefore: string, limit: number): Promise<number>;
  forgetIntakes(receivedBefore: Date, limit: number): Promise<number>;
  forgetChats(silentSince: Date, limit: number): Promise<number>;
  forgetComments(releasedBefore: string, limit: number): Promise<number>;
  traces(phone: Fingerprint): Promise<PersonsTraces>;
  /**
   * One transaction; the telephone and the chats that proved to own it are opted out for good, and what is open in
   * them ends. `erase` also takes them away. @param today local day
   */
  withdraw(phone: Fingerprint, now: Date, today: string): Promise<Reached>;
  erase(phone: Fingerprint, today: string): Promise<Reached>;
  /** Database roles of the service that may read each column, by `schema.table.column`. */
  readers(columns: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
