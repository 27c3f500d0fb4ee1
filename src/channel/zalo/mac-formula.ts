/** What the signature is made of: the app's id and the webhook page's key, or what else sources have seen. */
export const MAC_FORMULAS = ['as-documented', 'app-secret', 'oa-id-first', 'oa-id-first-app-secret'] as const;
export type MacFormula = (typeof MAC_FORMULAS)[number];
