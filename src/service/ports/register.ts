import type { Dossier } from '../../domain/dossier.ts';
import type { EnteredCode } from '../../domain/entered-code.ts';
import type { DossierId, Fingerprint, InvitationId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { Survey } from '../../domain/survey.ts';
import type { Unit, UnitCode, UnitScope } from '../../domain/unit.ts';
import type { DossierRecord } from './conversations.ts';

export interface DossierWrites {
  readonly inserted: readonly NewDossier[];
  readonly updated: readonly NewDossier[];
  readonly corrections: readonly {
    readonly dossierId: DossierId;
    readonly fields: readonly string[];
    readonly actor: string;
  }[];
  /** New rows and rows to replace, by id; `sent` and later ones are never written. */
  readonly invitations: readonly Invitation[];
  /** Dossiers that go, with everything that hangs on them. */
  readonly removed: readonly DossierId[];
  /** Invitations that go, of dossiers that are no longer completed. */
  readonly disarmed: readonly InvitationId[];
}

/** A dossier with the columns that only the register's writer sees. */
export interface NewDossier extends Dossier {
  readonly phoneSealed: Buffer | null;
  readonly tokenHash: Fingerprint;
  /** Null in rows of a version that had no phone links: nothing is sent to their phones. */
  readonly phoneTokenHash: Fingerprint | null;
  /** Its telephone was deleted, by its owner's wish or after its time: none is taken again. */
  readonly contactForgotten: boolean;
}

/** What registration needs to know before it decides about a set of codes. */
export interface RegisteredSet {
  readonly dossiers: ReadonlyMap<string, NewDossier>;
  readonly invitations: ReadonlyMap<DossierId, Invitation>;
  /** Of the phones asked about, and of the dossiers found: opted out. */
  readonly suppressed: ReadonlySet<Fingerprint>;
  /** Of the same: belonging to staff. */
  readonly staffPhones: ReadonlySet<Fingerprint>;
  /**
   * Of the same phones, dossiers of `codes` aside: when in the last 31 days we started a survey or, for those
   * armed and not excluded, when we shall (`invited_at`, else `not_before`).
   */
  readonly askedAt: ReadonlyMap<Fingerprint, readonly Date[]>;
}

export interface PosterAsk {
  /** Whose poster it is. */
  readonly unit: UnitCode;
  readonly entered: EnteredCode;
}

export interface DossierStore {
  /** One transaction; rows of `codes` are locked, and calls about one code or one phone take turns. */
  register(
    query: { readonly codes: readonly string[]; readonly phones: readonly Fingerprint[] },
    decide: (found: RegisteredSet) => DossierWrites | Promise<DossierWrites>,
  ): Promise<void>;
  find(code: string): Promise<DossierRecord | null>;
  /** Arms the invitations behind a code of this unit that reached nobody so far, whose time has come and is not over. */
  askAgain(asked: PosterAsk & { readonly at: Date }): Promise<void>;
  /** Somebody was invited with this short code. */
  isInvited(shortCode: string): Promise<boolean>;
  /** In the order of their last registration, completion or correction; what is committed later comes later. */
  list(query: DossierListQuery): Promise<readonly ListedDossier[]>;
}

/** A place in that order. */
export interface DossierPosition {
  /** Whole milliseconds. */
  readonly at: Date;
  readonly id: DossierId;
}

export interface DossierListQuery {
  readonly scope: UnitScope;
  readonly since: Date | null;
  readonly after: DossierPosition | null;
  readonly limit: number;
}

export interface ListedDossier extends Pick<DossierRecord, 'dossier' | 'unit' | 'invitation'> {
  readonly position: DossierPosition;
}

/** Reference data; small, cached by the store for a few seconds. */
export interface ReferenceStore {
  units(): Promise<ReadonlyMap<UnitCode, Unit>>;
  /** Agency code to commune or province code. */
  agencies(): Promise<ReadonlyMap<string, UnitCode>>;
  procedures(): Promise<ReadonlyMap<string, Procedure>>;
  surveys(): Promise<ReadonlyMap<string, Survey>>;
  /** The survey that new invitations ask. */
  activeSurvey(): Promise<Survey>;
  saveUnits(units: readonly Unit[]): Promise<void>;
  saveProcedures(procedures: readonly Procedure[]): Promise<void>;
  saveSurvey(survey: Survey): Promise<void>;
}
