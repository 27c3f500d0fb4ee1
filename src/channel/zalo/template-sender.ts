import type { TemplateMessage, TemplateName } from '../../domain/message.ts';
import type { Clock, SendResult } from '../../service/ports.ts';
import type { ZaloAddress } from './address.ts';
import { alertOf, type OnAlert } from './alert.ts';
import { judgeFailure, type Verdict } from './judge-failure.ts';
import type { TemplateQuota, TemplateReceipt } from './sdk/answers.ts';
import type { Family } from './sdk/error-codes.ts';
import type { ZaloTemplates } from './sdk/templates.ts';
import type { Told } from './sending-budget.ts';
import { fitParameters } from './templates/fit-parameters.ts';
import type { TemplateBook } from './templates/template-book.ts';

export interface TemplateSenderOptions {
  readonly templates: Pick<ZaloTemplates, 'sendToPhone' | 'sendToHashedPhone' | 'sendToUser'>;
  readonly book: TemplateBook;
  readonly hashPhones: boolean;
  readonly clock: Clock;
  readonly onAlert: OnAlert;
}

/** Whose codes each endpoint speaks first; both know some of the other's. */
const FAMILIES: Readonly<Record<ZaloAddress['kind'], readonly Family[]>> = {
  phone: ['zbs', 'oa'],
  user: ['oa', 'zbs'],
};
const OPERATOR_REST_MS = 10 * 60_000;
/** A quota of the recipient, not of the account. */
const RECIPIENT_QUOTA = -218;

/** Sends template messages; a template that Zalo has stopped rests for all, so that not every message asks again. */
export class TemplateSender {
  readonly #options: TemplateSenderOptions;
  readonly #rests = new Map<TemplateName, number>();
  #lastQuota: Told<TemplateQuota> | null = null;

  constructor(options: TemplateSenderOptions) {
    this.#options = options;
  }

  /** As the last accepted message told; null until then. */
  get lastQuota(): Told<TemplateQuota> | null {
    return this.#lastQuota;
  }

  async send(to: ZaloAddress, message: TemplateMessage): Promise<SendResult> {
    const { book, clock } = this.#options;
    const restMs = (this.#rests.get(message.name) ?? 0) - clock.now().getTime();
    if (restMs > 0) return { kind: 'rate-limited', scope: 'chat', retryAfterMs: restMs };
    const templateId = book.idOf(message.name);
    if (templateId === null) return this.#unfit(message.name, ['is not configured']);
    const info = await book.info(message.name, templateId).catch((error: unknown) => ({ error }));
    if ('error' in info) return this.#notAsked(to, message.name, info.error);
    const { parameters, problems } = fitParameters(info, message.parameters);
    if (problems.length > 0) return this.#unfit(message.name, problems);
    try {
      const receipt = await this.#call(to, { templateId, parameters, trackingId: message.trackingId });
      if (receipt.quota) this.#lastQuota = { value: receipt.quota, at: clock.now() };
      return { kind: 'sent', platformId: receipt.messageId };
    } catch (error) {
      return this.#failed(to, message.name, error);
    }
  }

  #call(
    to: ZaloAddress,
    message: {
      readonly templateId: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly trackingId: string;
    },
  ): Promise<TemplateReceipt> {
    const { templates, hashPhones } = this.#options;
    if (to.kind === 'user') return templates.sendToUser(to.userId, message);
    const addressed = { ...message, phone: to.phone };
    return hashPhones ? templates.sendToHashedPhone(addressed) : templates.sendToPhone(addressed);
  }

  #failed(to: ZaloAddress, name: TemplateName, error: unknown): SendResult {
    const now = this.#options.clock.now();
    const verdict = judgeFailure(error, FAMILIES[to.kind], now);
    const alert = alertOf(verdict, `template ${name}`, error);
    if (alert) this.#options.onAlert(alert);
    const restMs = restOf(verdict);
    if (restMs === null) return verdict.result;
    this.#rests.set(name, now.getTime() + restMs);
    return { kind: 'rate-limited', scope: 'chat', retryAfterMs: restMs };
  }

  /** The question what the template wants brought no answer: whatever became of it, no message went out. */
  #notAsked(to: ZaloAddress, name: TemplateName, error: unknown): SendResult {
    const result = this.#failed(to, name, error);
    return result.kind === 'unknown' ? { kind: 'failed', reason: result.reason } : result;
  }

  #unfit(template: TemplateName, problems: readonly string[]): SendResult {
    this.#options.onAlert({ kind: 'template', template, problems });
    return { kind: 'refused', reason: 'bad-request' };
  }
}

/** How long nothing of this template is worth a call; null when the failure concerns one message. */
function restOf({ concern, code, result }: Verdict): number | null {
  if (concern === 'operator') return OPERATOR_REST_MS;
  const isForAll = result.kind === 'rate-limited' && result.scope === 'chat' && code !== RECIPIENT_QUOTA;
  return isForAll ? result.retryAfterMs : null;
}
