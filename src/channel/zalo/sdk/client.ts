import type { TokenSource } from './authorised-call.ts';
import { createTransport, type TransportOptions } from './call.ts';
import { ZaloMessages } from './messages.ts';
import { ZaloTemplates } from './templates.ts';
import type { Unconfirmed } from './unconfirmed.ts';

export interface ZaloClientOptions extends TransportOptions {
  readonly tokens: TokenSource;
  /** For `appsecret_proof`, where `unconfirmed` asks for it. */
  readonly appSecret: string;
  readonly unconfirmed: Unconfirmed;
}

export interface ZaloClient {
  readonly messages: ZaloMessages;
  readonly templates: ZaloTemplates;
}

/** An Official Account's API: one method, one request, one result or `ZaloError`. */
export function createZaloClient({ tokens, appSecret, unconfirmed, ...transport }: ZaloClientOptions): ZaloClient {
  const authority = {
    transport: createTransport(transport),
    tokens,
    proofKey: unconfirmed.appSecretProof ? appSecret : null,
    alsoTokenInvalid: unconfirmed.alsoTokenInvalid,
  };
  return {
    messages: new ZaloMessages(authority, unconfirmed),
    templates: new ZaloTemplates(authority, unconfirmed),
  };
}
