import type { DossierId, Fingerprint } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';

/** When we asked, or shall ask, a phone about other dossiers; follows what one call changes. */
export class AskedPhones {
  readonly #elsewhere: ReadonlyMap<Fingerprint, readonly Date[]>;
  readonly #here = new Map<Fingerprint, Map<DossierId, Date>>();
  readonly #phoneOf = new Map<DossierId, Fingerprint>();

  /** @param elsewhere of the dossiers that the call does not name */
  constructor(elsewhere: ReadonlyMap<Fingerprint, readonly Date[]>, named: Iterable<Invitation>) {
    this.#elsewhere = elsewhere;
    for (const invitation of named) this.put(invitation);
  }

  put(invitation: Invitation): void {
    const { phoneIndex, dossierId } = invitation;
    const earlier = this.#phoneOf.get(dossierId);
    if (earlier !== undefined) this.#here.get(earlier)?.delete(dossierId);
    const at = askedAt(invitation);
    if (phoneIndex === null || at === null) return;
    this.#phoneOf.set(dossierId, phoneIndex);
    this.#here.set(phoneIndex, (this.#here.get(phoneIndex) ?? new Map<DossierId, Date>()).set(dossierId, at));
  }

  /** All but the dossier itself. */
  datesOf(phone: Fingerprint | null, except: DossierId): readonly Date[] {
    if (phone === null) return [];
    const here = [...(this.#here.get(phone) ?? [])].filter(([dossierId]) => dossierId !== except);
    return [...(this.#elsewhere.get(phone) ?? []), ...here.map(([, at]) => at)];
  }
}

function askedAt({ invitedAt, status, exclusion, notBefore }: Invitation): Date | null {
  return invitedAt ?? (status === 'armed' && exclusion === null ? notBefore : null);
}
