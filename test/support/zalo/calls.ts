import type { HostName } from './zalo-error.ts';

/** What the three hosts know, by method and path. */
export const CALLS = {
  openapi: {
    'POST /v3.0/oa/message/cs': 'message.cs',
    'POST /v3.0/oa/message/template': 'template.user',
    'POST /v3.0/oa/message/transaction': 'message.shut-down',
    'POST /v3.0/oa/message/promotion': 'message.shut-down',
    'POST /v2.0/oa/message': 'message.v2',
    'POST /v3.0/oa/quota/message': 'quota.message',
    'GET /v3.0/oa/user/detail': 'user.detail',
  },
  business: {
    'POST /message/template': 'template.phone',
    'POST /message/template/hashphone': 'template.hash',
    'GET /message/status': 'message.status',
    'GET /message/quota': 'quota.daily',
    'GET /quality': 'quality',
    'GET /template/all': 'template.all',
    'GET /template/info/v2': 'template.info',
    'GET /rating/get': 'rating.get',
    'POST /rating/get': 'rating.get',
  },
  oauth: {
    'GET /v4/oa/permission': 'oauth.permission',
    'POST /v4/oa/access_token': 'oauth.token',
  },
} as const;

type Names<T> = T extends Readonly<Record<string, infer Name>> ? Name : never;
export type CallName = Names<(typeof CALLS)[HostName]>;

/** A request once it is read. */
export interface Call {
  readonly host: HostName;
  readonly name: CallName;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As text; empty without one. */
  readonly body: string;
}

export function callNameOf(host: HostName, method: string, path: string): CallName | null {
  const known: Readonly<Record<string, CallName>> = CALLS[host];
  return known[`${method} ${path}`] ?? null;
}

/** Whom a call concerns: a user id, a phone number or its hash; null when nobody. */
export function recipientOf(payload: Readonly<Record<string, unknown>>): string | null {
  const { recipient, user_id, phone, hash_phone } = payload;
  const nested =
    typeof recipient === 'object' && recipient !== null && 'user_id' in recipient ? recipient.user_id : null;
  return [nested, user_id, phone, hash_phone].find((each) => typeof each === 'string') ?? null;
}
