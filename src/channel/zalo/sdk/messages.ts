import { MessageReceipt, UserDetail, UserQuota } from './answers.ts';
import { callAuthorised, type Authority } from './authorised-call.ts';
import { infoRequestBody, SEND, textBody, type InfoRequest, type TextMessage } from './message-body.ts';
import { dataOf } from './data-of.ts';
import type { Unconfirmed } from './unconfirmed.ts';
import { ZaloError } from './zalo-error.ts';

const PARAMETER_INVALID = -201;
const USER_DETAIL = '/v3.0/oa/user/detail';

/** What an Official Account says to people who have written to it, and asks about them. Ids are strings. */
export class ZaloMessages {
  readonly #authority: Authority;
  readonly #unconfirmed: Unconfirmed;

  constructor(authority: Authority, unconfirmed: Unconfirmed) {
    this.#authority = authority;
    this.#unconfirmed = unconfirmed;
  }

  /** Text of up to 2,000 characters with up to five buttons. A quote that Zalo does not take is left out. */
  async sendText(userId: string, message: TextMessage): Promise<MessageReceipt> {
    try {
      return await this.#send(textBody(userId, message, this.#unconfirmed));
    } catch (error) {
      if (message.quoteMessageId === undefined || !isParameterInvalid(error)) throw error;
      const { text, buttons = [] } = message;
      return this.#send(textBody(userId, { text, buttons }, this.#unconfirmed));
    }
  }

  /** A card that asks for name and phone number; the answer is the webhook's `user_submit_info`. */
  requestUserInfo(userId: string, request: InfoRequest): Promise<MessageReceipt> {
    return this.#send(infoRequestBody(userId, request));
  }

  async userDetail(userId: string): Promise<UserDetail> {
    const query = { data: JSON.stringify({ user_id: userId }) };
    const request = { method: 'GET', host: 'openapi', path: USER_DETAIL, query } as const;
    return dataOf(USER_DETAIL, UserDetail, await callAuthorised(this.#authority, request));
  }

  /** What may still be sent to one person, and when they were last heard of. */
  async userQuota(userId: string): Promise<UserQuota> {
    const { method, path } = this.#unconfirmed.messageQuota;
    const subject = { user_id: userId };
    const carried = method === 'POST' ? { json: subject } : { query: subject };
    return dataOf(
      path,
      UserQuota,
      await callAuthorised(this.#authority, { method, host: 'openapi', path, ...carried }),
    );
  }

  /** Once accepted, a message is sent, whatever else the answer holds. */
  async #send(json: object): Promise<MessageReceipt> {
    const answer = await callAuthorised(this.#authority, { method: 'POST', host: 'openapi', path: SEND, json });
    return MessageReceipt.parse(answer['data'] ?? {});
  }
}

function isParameterInvalid(error: unknown): boolean {
  return error instanceof ZaloError && error.failure.kind === 'rejected' && error.failure.code === PARAMETER_INVALID;
}
