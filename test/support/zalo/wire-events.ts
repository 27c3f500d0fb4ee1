import type { Rules } from './rules.ts';

export type WireEvent = Readonly<Record<string, unknown>> & { readonly event_name: string; readonly timestamp: string };

export interface EventMakerOptions {
  readonly appId: string;
  readonly oaId: string;
  readonly rules: Rules;
  readonly now: () => number;
}

/** The person as the wire names them. */
export interface Named {
  readonly userId: string;
  readonly userIdByApp: string;
}

export interface Rated {
  readonly stars: number;
  readonly reasons: readonly string[];
  readonly note: string;
  readonly messageId: string;
  readonly trackingId: string | null;
}

const OLD_ADDRESS = { address: 'Số 1', city: 'Hà Nội', district: 'Ba Đình', ward: 'Ngọc Hà' };
const NEW_ADDRESS = {
  user_dob: '30/10/1970',
  gender: 'Nam',
  full_address: { user_city: 'Thành phố Hà Nội', user_ward: 'Phường Ngọc Hà', user_address: 'Số 1' },
};

/** Webhook bodies to the letter of zalo.md §5. */
export class EventMaker {
  readonly #options: EventMakerOptions;

  constructor(options: EventMakerOptions) {
    this.#options = options;
  }

  /** `user_send_*`, `user_reacted_message`. */
  fromPerson(name: string, person: Named, message: object): WireEvent {
    return this.#event(name, {
      user_id_by_app: person.userIdByApp,
      sender: { id: person.userId },
      recipient: { id: this.#options.oaId },
      message,
    });
  }

  /** `oa_send_*`; `adminId` when a member of staff wrote. */
  fromAccount(name: string, person: Named, message: object, adminId: string | null): WireEvent {
    const { oaId } = this.#options;
    return this.#event(name, {
      sender: adminId === null ? { id: oaId } : { id: oaId, admin_id: adminId },
      recipient: { id: person.userId },
      message,
    });
  }

  follower(name: 'follow' | 'unfollow', person: Named): WireEvent {
    return this.#event(name, {
      oa_id: this.#options.oaId,
      user_id_by_app: person.userIdByApp,
      follower: { id: person.userId },
      ...(name === 'follow' && { source: 'oa_profile' }),
    });
  }

  clickedChat(person: Named): WireEvent {
    const { oaId } = this.#options;
    return this.#event('user_click_chatnow', {
      oa_id: oaId,
      user_id: person.userId,
      user_id_by_app: person.userIdByApp,
    });
  }

  withdrew(person: Named): WireEvent {
    return this.#event('user_withdraw', { user_id: person.userId, user_id_by_app: person.userIdByApp });
  }

  submittedInfo(person: Named, phone: string | number, name: string): WireEvent {
    return this.#event('user_submit_info', {
      user_id_by_app: person.userIdByApp,
      sender: { id: person.userId },
      recipient: { id: this.#options.oaId },
      info: { name, phone, ...(this.#options.rules.submitInfoForm === 'new' ? NEW_ADDRESS : OLD_ADDRESS) },
    });
  }

  /** Of chat messages. */
  receipt(person: Named, message: { readonly msg_id: string } | { readonly msg_ids: readonly string[] }): WireEvent {
    const { oaId, rules } = this.#options;
    const [oa, user] = [{ id: oaId }, { id: person.userId }];
    const sides = rules.receiptSender === 'oa' ? { sender: oa, recipient: user } : { sender: user, recipient: oa };
    return this.#event('msg_ids' in message ? 'user_seen_message' : 'user_received_message', { ...sides, message });
  }

  /** Of a template by phone: `recipient` is the number or its hash. */
  templateReceipt(recipient: string, messageId: string, trackingId: string): WireEvent {
    const deliveryTime = String(this.#options.now());
    return this.#event('user_received_message', {
      sender: { id: this.#options.oaId },
      recipient: { id: recipient },
      message: { delivery_time: deliveryTime, msg_id: messageId, tracking_id: trackingId },
    });
  }

  /** It names nobody. */
  feedback({ stars, reasons, note, messageId, trackingId }: Rated): WireEvent {
    const { oaId, now } = this.#options;
    return this.#event('user_feedback', {
      oa_id: oaId,
      message: {
        rating_type: 'csat',
        option: 'five_emotions',
        rate: stars,
        note,
        feedbacks: reasons,
        submit_time: String(now()),
        msg_id: messageId,
        ...(trackingId !== null && { tracking_id: trackingId }),
      },
    });
  }

  changedQuota(before: number, after: number): WireEvent {
    const quota = { prev_value: before, new_value: after };
    return this.#event('change_oa_daily_quota', { oaId: this.#options.oaId, quota });
  }

  changedTemplate(name: string, templateId: string, change: object): WireEvent {
    return this.#event(name, { oa_id: this.#options.oaId, template_id: templateId, ...change });
  }

  /** Any other name and content. */
  other(name: string, content: object): WireEvent {
    return this.#event(name, content);
  }

  #event(name: string, content: object): WireEvent {
    const { appId, now } = this.#options;
    return { app_id: appId, ...content, event_name: name, timestamp: String(now()) };
  }
}
