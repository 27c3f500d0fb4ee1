import type { DossierFault } from '../../domain/dossier-check.ts';
import type { DossierId, Fingerprint, InvitationId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { newTimedId } from '../../lib/new-id.ts';
import { shortCode } from '../../lib/short-code.ts';
import type { DossierWrites, NewDossier, RegisteredSet } from '../ports.ts';
import { phoneToken, surveyToken, tokenHash } from '../survey-token.ts';
import type { CheckedRow } from './checked-row.ts';
import { armInvitation, isStillOurs, type ArmContext } from './arm-invitation.ts';
import { AskedPhones } from './asked-phones.ts';
import { changedFields, correctedFields, frozenFault, mergeDossier } from './merge-dossier.ts';

export type RegistrationOutcome = 'created' | 'updated' | 'unchanged';

export type RegistrationDecision =
  | {
      readonly kind: 'accepted';
      readonly outcome: RegistrationOutcome;
      readonly dossier: NewDossier;
      readonly replaced: Replaced | null;
    }
  | { readonly kind: 'rejected'; readonly faults: readonly DossierFault[] };

/** What a row changed, as it was before. */
export interface Replaced {
  readonly dossier: NewDossier;
  readonly invitation: Invitation | null;
  readonly fields: readonly string[];
}

export interface RegistrationContext extends ArmContext {
  readonly actor: string;
}

/** Decides about rows one after the other; a later row of the same call sees what an earlier one did. */
export class RegistrationBatch {
  readonly #context: RegistrationContext;
  readonly #dossiers: Map<string, NewDossier>;
  readonly #invitations: Map<DossierId, Invitation>;
  readonly #suppressed: ReadonlySet<Fingerprint>;
  readonly #staffPhones: ReadonlySet<Fingerprint>;
  readonly #asked: AskedPhones;
  readonly #inserted = new Set<string>();
  readonly #updated = new Set<string>();
  readonly #armed = new Set<DossierId>();
  readonly #corrections: {
    readonly dossierId: DossierId;
    readonly fields: readonly string[];
    readonly actor: string;
  }[] = [];

  constructor(context: RegistrationContext, found: RegisteredSet) {
    this.#context = context;
    this.#dossiers = new Map(found.dossiers);
    this.#invitations = new Map(found.invitations);
    this.#suppressed = found.suppressed;
    this.#staffPhones = found.staffPhones;
    this.#asked = new AskedPhones(found.askedAt, found.invitations.values());
  }

  add(checked: CheckedRow): RegistrationDecision {
    const known = this.#dossiers.get(checked.row.code);
    return known ? this.#amend(checked, known) : this.#insert(checked);
  }

  writes(): DossierWrites {
    const byCode = (codes: Iterable<string>) => [...codes].flatMap((code) => this.#dossiers.get(code) ?? []);
    return {
      inserted: byCode(this.#inserted),
      updated: byCode(this.#updated),
      corrections: this.#corrections,
      invitations: [...this.#armed].flatMap((id) => this.#invitations.get(id) ?? []),
      removed: [],
      disarmed: [],
    };
  }

  #insert(checked: CheckedRow): RegistrationDecision {
    const id = newTimedId<DossierId>();
    const { vault } = this.#context;
    const blank = {
      id,
      shortCode: shortCode(vault.index('token', `short:${id}`)),
      slipOwner: null,
      slipTakenEarly: false,
      tokenHash: tokenHash(surveyToken(vault, id)),
      phoneTokenHash: tokenHash(phoneToken(vault, id)),
      contactForgotten: false,
    };
    const dossier = mergeDossier(checked, null, blank, vault);
    this.#dossiers.set(dossier.code, dossier);
    this.#inserted.add(dossier.code);
    this.#arm(checked, dossier, null);
    return { kind: 'accepted', outcome: 'created', dossier, replaced: null };
  }

  #amend(checked: CheckedRow, known: NewDossier): RegistrationDecision {
    const merged = mergeDossier(checked, known, known, this.#context.vault);
    const fields = changedFields(known, merged);
    if (fields.length === 0) return { kind: 'accepted', outcome: 'unchanged', dossier: known, replaced: null };
    const invitation = this.#invitations.get(known.id) ?? null;
    const frozen = invitation !== null && !isStillOurs(invitation) ? frozenFault(fields) : null;
    if (frozen) return { kind: 'rejected', faults: [frozen] };
    this.#dossiers.set(merged.code, merged);
    if (!this.#inserted.has(merged.code)) this.#updated.add(merged.code);
    const corrected = correctedFields(known, fields);
    if (corrected.length > 0) {
      this.#corrections.push({ dossierId: known.id, fields: corrected, actor: this.#context.actor });
    }
    if (invitation === null || isStillOurs(invitation)) this.#arm(checked, merged, invitation);
    return { kind: 'accepted', outcome: 'updated', dossier: merged, replaced: { dossier: known, invitation, fields } };
  }

  #arm(checked: CheckedRow, dossier: NewDossier, previous: Invitation | null): void {
    if (dossier.completedAt === null) return;
    // Of a telephone that is not taken any more, the row still tells whose wish not to be asked counts.
    const phoneIndex = dossier.phoneIndex ?? checked.phoneIndex;
    const invitation = armInvitation(
      {
        dossier,
        completedAt: dossier.completedAt,
        unit: checked.unit,
        procedure: checked.procedure,
        suppressed: phoneIndex !== null && this.#suppressed.has(phoneIndex),
        staffPhone: phoneIndex !== null && this.#staffPhones.has(phoneIndex),
        askedAt: this.#asked.datesOf(phoneIndex, dossier.id),
      },
      previous?.id ?? newTimedId<InvitationId>(),
      this.#context,
    );
    this.#invitations.set(dossier.id, invitation);
    this.#armed.add(dossier.id);
    this.#asked.put(invitation);
  }
}
