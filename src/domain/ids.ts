declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type DossierId = Branded<'DossierId'>;
export type InvitationId = Branded<'InvitationId'>;
export type ChatId = Branded<'ChatId'>;
export type BackCheckId = Branded<'BackCheckId'>;
export type MessageId = Branded<'MessageId'>;

/** A keyed hash or SHA-256 in lower-case hex: the only form in which phones, addresses and tokens are looked up. */
export type Fingerprint = Branded<'Fingerprint'>;

/** Marks a string whose origin vouches for it, such as a database row or a generator. */
export function asId<Id extends Branded<string>>(value: string): Id {
  return value as Id;
}
