import type { Attempts } from '../../domain/lock-out.ts';
import type { PersonState, Role, Standing } from '../../domain/person.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import type { UnitScope } from '../../domain/unit.ts';

export interface Person extends Standing {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: PersonState;
  readonly hasSecondFactor: boolean;
}

export interface PeopleQuery {
  readonly scope: UnitScope;
  /** Part of a name or e-mail address; empty for everybody. */
  readonly search: string;
  /** Id of the last person of the page before; null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/** A browser that is signed in. */
export interface OpenSession {
  readonly id: string;
  readonly openedAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  /** As the browser calls itself. */
  readonly userAgent: string | null;
}

export type LinkPurpose = 'join' | 'reset';

export interface AccessLink {
  readonly personId: string;
  readonly purpose: LinkPurpose;
  /** SHA-256 of the token. */
  readonly tokenHash: Fingerprint;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** People of the console, their passwords, sessions and links. */
export interface PersonStore {
  find(id: string): Promise<Person | null>;
  /** By name. */
  list(query: PeopleQuery): Promise<readonly Person[]>;
  /** The new person's id; null when somebody has this e-mail address. */
  add(person: { readonly name: string; readonly email: string } & Standing): Promise<string | null>;
  change(id: string, changes: { readonly name: string; readonly role: Role; readonly scope: UnitScope }): Promise<void>;
  /** Deactivating ends sessions and links too. */
  deactivate(id: string, at: Date): Promise<void>;
  reactivate(id: string): Promise<void>;
  dropSecondFactor(id: string): Promise<void>;
  passwordHash(id: string): Promise<string | null>;
  savePassword(id: string, hash: string): Promise<void>;
  /** Takes password, sessions and older links away and keeps the new link. */
  offerLink(link: AccessLink): Promise<void>;
  /** Null once used, replaced or over. */
  findLink(
    tokenHash: Fingerprint,
    now: Date,
  ): Promise<{ readonly person: Person; readonly purpose: LinkPurpose } | null>;
  /** Spends the link, saves the password and ends every session; false when another was quicker. */
  spendLink(tokenHash: Fingerprint, now: Date, passwordHash: string): Promise<boolean>;
  sessions(id: string): Promise<readonly OpenSession[]>;
  /** All but one, or one only; resolves to how many. */
  endSessions(id: string, which: { readonly except: string | null } | { readonly only: string }): Promise<number>;
}

export interface AttemptStore {
  find(index: Buffer): Promise<Attempts | null>;
  /** Decides on one address alone: tries made at once wait for each other. Null from `decide` changes nothing. */
  update<Ruling>(
    index: Buffer,
    decide: (attempts: Attempts | null) => { readonly ruling: Ruling; readonly next: Attempts | null },
  ): Promise<Ruling>;
  clear(index: Buffer): Promise<void>;
  /** Removes what was not touched since. */
  forget(before: Date): Promise<void>;
}

/** Sends letters to people of the console, never to citizens. */
export interface Mailer {
  /** False when the server did not take it. */
  send(letter: { readonly to: string; readonly subject: string; readonly text: string }): Promise<boolean>;
}
