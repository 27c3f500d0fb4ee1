import type { Chat } from '../../domain/chat.ts';
import type { Dossier, SlipOwner } from '../../domain/dossier.ts';
import type { DossierId, Fingerprint } from '../../domain/ids.ts';
import type { Proof } from '../../domain/invitation.ts';

/** Finds the dossiers of a batch by what a citizen has in hand: a slip or its code, a chat that holds one, a phone. */
export class ThreadIndex {
  readonly #hashesOf: (id: DossierId) => Readonly<Record<Proof, Fingerprint>>;
  /** Dossiers whose tokens nobody has asked for yet: most are found by their chat. */
  #untold: DossierId[] = [];
  readonly #byToken: Readonly<Record<Proof, Map<Fingerprint, DossierId>>> = { slip: new Map(), phone: new Map() };
  readonly #byCode = new Map<string, Set<DossierId>>();
  readonly #byPhone = new Map<Fingerprint, Set<DossierId>>();
  readonly #byOwner = new Map<SlipOwner, Set<DossierId>>();

  /** @param hashesOf the hashes of a dossier's two tokens */
  constructor(hashesOf: (id: DossierId) => Readonly<Record<Proof, Fingerprint>>) {
    this.#hashesOf = hashesOf;
  }

  add({ id, shortCode, phoneIndex, slipOwner }: Dossier): void {
    this.#untold.push(id);
    put(this.#byCode, shortCode, id);
    if (phoneIndex !== null) put(this.#byPhone, phoneIndex, id);
    if (slipOwner !== null) put(this.#byOwner, slipOwner, id);
  }

  hold(owner: SlipOwner, id: DossierId): void {
    put(this.#byOwner, owner, id);
  }

  bySlip(hash: Fingerprint): DossierId | undefined {
    return this.#byHash('slip', hash);
  }

  byPhoneLink(hash: Fingerprint): DossierId | undefined {
    return this.#byHash('phone', hash);
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

  #byHash(proof: Proof, hash: Fingerprint): DossierId | undefined {
    for (const id of this.#untold) {
      const { slip, phone } = this.#hashesOf(id);
      this.#byToken.slip.set(slip, id);
      this.#byToken.phone.set(phone, id);
    }
    this.#untold = [];
    return this.#byToken[proof].get(hash);
  }
}

function put<Key>(index: Map<Key, Set<DossierId>>, key: Key, id: DossierId): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}
