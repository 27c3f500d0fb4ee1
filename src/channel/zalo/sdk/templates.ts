import { Quality, RatingPage, TemplateInfo, TemplateQuota, TemplateReceipt } from './answers.ts';
import { callAuthorised, type Authority } from './authorised-call.ts';
import type { Answer, Host } from './call.ts';
import { dataOf } from './data-of.ts';
import {
  phoneTemplateBody,
  SEND_TO_HASHED_PHONE,
  SEND_TO_PHONE,
  SEND_TO_USER,
  userTemplateBody,
  type PhoneTemplateMessage,
  type TemplateMessage,
} from './template-body.ts';
import type { Unconfirmed } from './unconfirmed.ts';
import { ZaloError } from './zalo-error.ts';

const INFO = '/template/info/v2';
const QUOTA = '/message/quota';
const QUALITY = '/quality';
const RATINGS = '/rating/get';
const METHOD_UNSUPPORTED = -106;

export interface RatingQuery {
  readonly templateId: string;
  readonly from: Date;
  readonly to: Date;
  readonly offset: number;
  /** Up to 10,000. */
  readonly limit: number;
}

/** Template messages (ZBS): approved texts that reach people by phone number, or by user id. */
export class ZaloTemplates {
  readonly #authority: Authority;
  readonly #unconfirmed: Unconfirmed;

  constructor(authority: Authority, unconfirmed: Unconfirmed) {
    this.#authority = authority;
    this.#unconfirmed = unconfirmed;
  }

  sendToPhone(message: PhoneTemplateMessage): Promise<TemplateReceipt> {
    return this.#send('business', SEND_TO_PHONE, phoneTemplateBody(message, 'phone', this.#unconfirmed));
  }

  /** The same without the number itself on the wire; a plain hash hides it from nobody who tries. */
  sendToHashedPhone(message: PhoneTemplateMessage): Promise<TemplateReceipt> {
    return this.#send('business', SEND_TO_HASHED_PHONE, phoneTemplateBody(message, 'hash_phone', this.#unconfirmed));
  }

  /** Has no tracking id: keep the message id, by which ratings come back. */
  sendToUser(userId: string, message: TemplateMessage): Promise<TemplateReceipt> {
    return this.#send('openapi', SEND_TO_USER, userTemplateBody(userId, message, this.#unconfirmed));
  }

  async info(templateId: string): Promise<TemplateInfo> {
    return dataOf(INFO, TemplateInfo, await this.#ask(INFO, 'GET', { template_id: templateId }));
  }

  async quota(): Promise<TemplateQuota> {
    return dataOf(QUOTA, TemplateQuota, await this.#ask(QUOTA, 'GET', {}));
  }

  /** HIGH, MEDIUM, LOW or UNDEFINED. */
  async quality(): Promise<string | null> {
    return dataOf(QUALITY, Quality, await this.#ask(QUALITY, 'GET', {}));
  }

  /** What citizens rated between two instants: for webhooks that never came. */
  async ratings({ templateId, from, to, offset, limit }: RatingQuery): Promise<RatingPage> {
    const query = {
      template_id: templateId,
      from_time: String(from.getTime()),
      to_time: String(to.getTime()),
      offset: String(offset),
      limit: String(limit),
    };
    const [first = 'POST', second = null] = this.#unconfirmed.ratingMethods;
    const answer = await this.#ask(RATINGS, first, query).catch((error: unknown) => {
      if (second === null || !isMethodRefused(error)) throw error;
      return this.#ask(RATINGS, second, query);
    });
    return dataOf(RATINGS, RatingPage, answer);
  }

  #ask(path: string, method: 'GET' | 'POST', query: Readonly<Record<string, string>>): Promise<Answer> {
    return callAuthorised(this.#authority, { method, host: 'business', path, query });
  }

  async #send(host: Host, path: string, json: object): Promise<TemplateReceipt> {
    const answer = await callAuthorised(this.#authority, { method: 'POST', host, path, json });
    return TemplateReceipt.parse(answer['data'] ?? {});
  }
}

function isMethodRefused(error: unknown): boolean {
  if (!(error instanceof ZaloError)) return false;
  const { failure } = error;
  if (failure.kind === 'rejected') return failure.code === METHOD_UNSUPPORTED;
  return failure.kind === 'unreached' && ['http-404', 'http-405'].includes(failure.reason);
}
