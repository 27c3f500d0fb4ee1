/**
 * Where a citizen is reached on Zalo: `user:<id>`, an id of this Official Account, or `phone:<E.164>`, by template
 * only. What comes in is always `user:`.
 */
export type ZaloAddress =
  { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'phone'; readonly phone: string };

const USER = /^user:(\d{1,32})$/;
const PHONE = /^phone:(\+[1-9]\d{6,14})$/;

export function userAddress(userId: string): string {
  return `user:${userId}`;
}

/** Null for what is neither. */
export function parseAddress(address: string): ZaloAddress | null {
  const userId = USER.exec(address)?.[1];
  if (userId !== undefined) return { kind: 'user', userId };
  const phone = PHONE.exec(address)?.[1];
  return phone === undefined ? null : { kind: 'phone', phone };
}
