import type { MacFormula } from './mac-formula.ts';
import type { Unconfirmed } from './sdk/unconfirmed.ts';

/**
 * Everything that no source settles and that only a verified Official Account can: one value a point, changed here
 * and nowhere else. Section numbers are those of the wire reference.
 */
export const UNCONFIRMED: Unconfirmed = {
  // 1.4: text beside a payload without `template_type` runs in production elsewhere; the other form looks like Messenger's.
  buttons: 'plain',
  // 1.4: older pages advise a leading '#', the official sample has none.
  queryPayloadPrefix: '',
  // 1.3: the Java sample alone says `react_message_id`.
  quoteKey: 'quote_message_id',
  // 1.10: others say POST /v2.0/oa/quota/message, or GET.
  messageQuota: { method: 'POST', path: '/v3.0/oa/quota/message' },
  // 3.3: one source puts the user id into `recipient`.
  userTemplate: 'flat',
  // 3.1: string or number; left out, Zalo takes the normal mode.
  sendingMode: null,
  // 3.5: the newest pages say POST, running code says GET.
  ratingMethods: ['POST', 'GET'],
  // 1.1: optional, off unless the app demands it in the console.
  appSecretProof: false,
  // 4: works without as well, says one source.
  pkce: true,
  // 4: false when the console fixes the consent URL and nothing comes back but `code` and `oa_id`.
  consentState: true,
  // 2.2: seen by one source in production.
  alsoTokenInvalid: [216, 401, -401],
  // 4: no full list exists; each code is named by one source.
  spentGrant: [-14014, -118],
};

/** 1.4: `typed` writes the options into the text, should buttons turn out not to show on v3. */
export const CHAT_OPTIONS: 'buttons' | 'typed' = 'buttons';

/** 3.6: the zone of the night rule is documented nowhere; minutes since local midnight. */
export const NIGHT = { zone: 'Asia/Ho_Chi_Minh', endsAt: 6 * 60 };

/** 5.1: sources disagree on the first term and on the key; running code does as documented. */
export const WEBHOOK_MAC: MacFormula = 'as-documented';

/** 5.2: whether the console signs its test call; `ignore` answers 200 to what is unsigned, and takes nothing in. */
export const UNSIGNED_CALLS: 'refuse' | 'ignore' = 'refuse';

/** 5.4: the form is filled in by Zalo, yet the citizen may change the number; `true` makes it prove the telephone. */
export const SUBMITTED_PHONE_IS_VOUCHED = false;

/** 5.5: `user_withdraw` is read by its name, as a consent taken back. */
export const WITHDRAWAL_IS_OPT_OUT = true;

/** 7: 4,000 calls a minute and app; a quarter each leaves room for four processes and the webhook's look-ups. */
export const CALLS_PER_MINUTE = 1_000;
