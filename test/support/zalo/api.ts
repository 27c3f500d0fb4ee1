import type { Call, CallName } from './calls.ts';
import { appSecretProof } from './ids.ts';
import * as oa from './oa-methods.ts';
import * as oauth from './oauth-methods.ts';
import { createStrict, type Strict } from './strict.ts';
import type { World } from './world.ts';
import * as zbs from './zbs-methods.ts';
import { ZaloError } from './zalo-error.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

type Method = (call: Call, world: World, strict: Strict) => object;

/** All but the consent page, which redirects. */
const METHODS: Readonly<Record<Exclude<CallName, 'oauth.permission'>, Method>> = {
  'message.cs': oa.sendCs,
  'template.user': oa.sendTemplateToUser,
  'message.v2': oa.react,
  'message.shut-down': () => {
    throw new ZaloError(-233);
  },
  'quota.message': oa.messageQuota,
  'user.detail': oa.userDetail,
  'template.phone': zbs.sendTemplateToPhone,
  'template.hash': zbs.sendTemplateToHash,
  'message.status': zbs.messageStatus,
  'quota.daily': zbs.dailyQuota,
  quality: zbs.quality,
  'template.all': zbs.templateList,
  'template.info': zbs.templateInfo,
  'rating.get': zbs.ratings,
  'oauth.token': oauth.giveToken,
};

/** What the hosts do with a call that reached them whole. */
export class Api {
  readonly #world: World;
  readonly #redirectUris: readonly string[] | null;

  constructor(world: World, redirectUris: readonly string[] | null) {
    this.#world = world;
    this.#redirectUris = redirectUris;
  }

  /** @throws ZaloError for what Zalo refuses */
  run(call: Call, violations: string[]): Answer {
    const strict = createStrict(`${call.method} ${call.path}`, violations);
    if (call.name === 'oauth.permission') {
      const location = oauth.consent(call, this.#world, strict, this.#redirectUris);
      return { status: 302, headers: { location }, body: {} };
    }
    if (call.host === 'oauth') return { status: 200, headers: {}, body: METHODS[call.name](call, this.#world, strict) };
    const headers = call.host === 'openapi' ? this.#world.quotas.countCall() : {};
    this.#checkToken(call, strict);
    const body = METHODS[call.name](call, this.#world, strict);
    return { status: 200, headers, body: { error: 0, message: 'Success', ...body } };
  }

  /** A bare header, never `Authorization` (zalo.md §1.1). @throws ZaloError -216, -220, -242 or -124, -1241 */
  #checkToken({ host, headers }: Call, strict: Strict): void {
    const { account, tokens, rules } = this.#world;
    if (headers['authorization'] !== undefined) strict.violate('Authorization instead of access_token');
    const token = String(headers['access_token'] ?? '');
    const state = tokens.check(token);
    const isOa = host === 'openapi';
    if (state !== 'good') throw new ZaloError(isOa ? (state === 'expired' ? -220 : -216) : -124);
    const proof = headers['appsecret_proof'];
    if (proof === undefined && !rules.requiresProof) return;
    if (proof !== appSecretProof(token, account.appSecret)) throw new ZaloError(isOa ? -242 : -1241);
  }
}
