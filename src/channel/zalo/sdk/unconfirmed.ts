/** Points of the wire on which sources disagree; `to-be-confirmed.ts` holds the values in use and why. */
export interface Unconfirmed {
  readonly buttons: 'plain' | 'button-template';
  readonly queryPayloadPrefix: '' | '#';
  readonly quoteKey: 'quote_message_id' | 'react_message_id';
  readonly messageQuota: { readonly method: 'GET' | 'POST'; readonly path: string };
  readonly userTemplate: 'flat' | 'nested';
  readonly sendingMode: '1' | '3' | 1 | 3 | null;
  /** Tried in this order; the next one when Zalo says that it does not know the method. */
  readonly ratingMethods: readonly ('GET' | 'POST')[];
  readonly appSecretProof: boolean;
  readonly pkce: boolean;
  readonly consentState: boolean;
  /** Codes, besides those of the tables, that mean "access token invalid". */
  readonly alsoTokenInvalid: readonly number[];
  /** Codes of the OAuth host that mean "this refresh token is spent". */
  readonly spentGrant: readonly number[];
}
