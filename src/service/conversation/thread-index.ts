import type { Chat } from '../../domain/chat.ts';
import type { Dossier, SlipOwner } from '../../domain/dossier.ts';
import type { DossierId, Fingerprint } from '../../domain/ids.ts';
import type { Proof } from '../../domain/invitation.ts';

/** Finds the dossiers of a batch by what a citizen has in hand: a slip or its code, a chat that holds one, a phone. */
export class ThreadIndex {
  readonly #bySlip = new Map<Fingerprint, DossierId>();
  readonly #byPhoneLink = new Map<Fingerprint, DossierId>();
  readonly #byCode = new Map<string, Set<DossierId>>();
  readonly #byPhone = new Map<Fingerprint, Set<DossierId>>();
  readonly #byOwner = new Map<SlipOwner, Set<DossierId>>();

  /** @param tokens hashes of the dossier's two tokens */
  add({ id, shortCode, phoneIndex, slipOwner }: Dossier, tokens: Readonly<Record<Proof, Fingerprint>>): void {
    this.#bySlip.set(tokens.slip, id);
    this.#byPhoneLink.set(tokens.phone, id);
    put(this.#byCode, shortCode, id);
    if (phoneIndex !== null) put(this.#byPhone, phoneIndex, id);
    if (slipOwner !== null) put(this.#byOwner, slipOwner, id);
  }

  hold(owner: SlipOwner, id: DossierId): void {
    put(this.#byOwner, owner, id);
  }

  bySlip(hash: Fingerprint): DossierId | undefined {
    return this.#bySlip.get(hash);
  }

  byPhoneLink(hash: Fingerprint): DossierId | undefined {
    return this.#byPhoneLink.get(hash);
  }

  byCode(code: string): ReadonlySet<DossierId> {
    return this.#byCode.get(code) ?? new Set();
  }

  /** Of the dossiers; it tells nothing about who asks. */
  byPhone(phone: Fingerprint): ReadonlySet<DossierId> {
    return this.#byPhone.get(phone) ?? new Set();
  }

  /** The same ties as `proofOf` knows. */
  ofChat({ id, phoneIndex }: Pick<Chat, 'id' | 'phoneIndex'>): ReadonlySet<DossierId> {
    const byPhone = phoneIndex === null ? [] : this.byPhone(phoneIndex);
    return new Set([...byPhone, ...(this.#byOwner.get(`chat:${id}`) ?? [])]);
  }
}

function put<Key>(index: Map<Key, Set<DossierId>>, key: Key, id: DossierId): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}
