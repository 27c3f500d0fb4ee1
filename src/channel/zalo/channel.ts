import { assertNever } from '../../lib/assert-never.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Channel, Clock, SendResult } from '../../service/ports.ts';
import { parseAddress } from './address.ts';
import { alertOf, type OnAlert } from './alert.ts';
import type { CallPacer } from './call-pacer.ts';
import { judgeFailure } from './judge-failure.ts';
import type { MessageReceipt } from './sdk/answers.ts';
import type { ZaloMessages } from './sdk/messages.ts';
import type { TemplateSender } from './template-sender.ts';
import { toChatMessage, type ChatForm } from './to-chat-message.ts';

export interface ZaloChannelOptions {
  /** Id of the Official Account. */
  readonly account: string;
  readonly messages: Pick<ZaloMessages, 'sendText' | 'requestUserInfo'>;
  readonly templates: TemplateSender;
  readonly pacer: CallPacer;
  readonly form: ChatForm;
  readonly clock: Clock;
  readonly onAlert: OnAlert;
}

const SENT: SendResult = { kind: 'sent', platformId: null };
const OUR_BUG: SendResult = { kind: 'refused', reason: 'bad-request' };

/** A telephone number has no window: the chat behind it is not to be marked. */
function asOfPhone(result: SendResult): SendResult {
  return result.kind === 'refused' && result.reason === 'window-closed' ? OUR_BUG : result;
}

/**
 * One send, one message: to `user:<id>` as a text while the chat's window is open and else, or where there is no text,
 * as the template that the message brings along, to `phone:<E.164>` as that template. Zalo can neither edit a message nor answer a tap.
 */
export class ZaloChannel implements Channel {
  readonly name = 'zalo';
  readonly account: string;
  readonly #options: ZaloChannelOptions;

  constructor(options: ZaloChannelOptions) {
    this.account = options.account;
    this.#options = options;
  }

  /** Zalo's links to an account carry nothing: the slip's short code is typed instead. */
  linkFor(): null {
    return null;
  }

  async send(address: string, body: MessageBody): Promise<SendResult> {
    const to = parseAddress(address);
    if (to === null) return OUR_BUG;
    switch (to.kind) {
      case 'user': {
        if (body.text === null) return body.template ? this.#options.templates.send(to, body.template) : SENT;
        const result = await this.#write(to.userId, body.text, body);
        const isClosed = result.kind === 'refused' && result.reason === 'window-closed';
        return isClosed && body.template ? this.#options.templates.send(to, body.template) : result;
      }
      case 'phone':
        return body.template ? asOfPhone(await this.#options.templates.send(to, body.template)) : OUR_BUG;
      default:
        return assertNever(to);
    }
  }

  async #write(userId: string, text: string, body: MessageBody): Promise<SendResult> {
    const { pacer, clock, onAlert } = this.#options;
    const waitMs = pacer.take();
    if (waitMs > 0) return { kind: 'rate-limited', scope: 'chat', retryAfterMs: waitMs };
    try {
      const { messageId } = await this.#show(userId, text, body);
      return { kind: 'sent', platformId: messageId };
    } catch (error) {
      const verdict = judgeFailure(error, ['oa', 'zbs'], clock.now());
      const alert = alertOf(verdict, 'message', error);
      if (alert) onAlert(alert);
      return verdict.result;
    }
  }

  async #show(userId: string, text: string, body: MessageBody): Promise<MessageReceipt> {
    const { messages, form } = this.#options;
    const shown = toChatMessage(text, body, form);
    return shown.kind === 'text'
      ? messages.sendText(userId, shown.message)
      : messages.requestUserInfo(userId, shown.request);
  }
}
