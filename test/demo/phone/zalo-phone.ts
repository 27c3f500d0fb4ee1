import { assertNever } from '../../../src/lib/assert-never.ts';
import { readShortCode } from '../../../src/lib/short-code.ts';
import type { VisibleMessage } from '../../support/zalo/chat-log.ts';
import type { Person } from '../../support/zalo/person.ts';
import { nationalNumber } from './national-number.ts';
import type { ActionResult, Phone, PhoneAction, PhoneChoice, PhoneMessage, PhoneView } from './phone.ts';

export const ACCOUNT_NAME = 'Góp ý dịch vụ công';

const MENU: readonly PhoneChoice[] = [
  { label: 'Quan tâm trang này', kind: 'start' },
  { label: 'Gửi nhãn dán', kind: 'sticker' },
  { label: 'Chia sẻ số của tôi', kind: 'share-contact' },
];
const BLOCK: PhoneChoice = { label: 'Chặn trang này', kind: 'block' };
const UNBLOCK: PhoneChoice = { label: 'Bỏ chặn', kind: 'unblock' };
const SHARE = 'Chia sẻ thông tin';

/** A person of the fake Official Account as a phone with Zalo on it. */
export class ZaloPhone implements Phone {
  readonly id: string;
  readonly person: Person;
  readonly #title: string;
  readonly #listeners = new Set<() => void>();

  constructor(person: Person, title: string) {
    this.id = `zalo-${person.phone}`;
    this.person = person;
    this.#title = title;
    person.on('change', () => this.#tell());
  }

  view(): PhoneView {
    const { person } = this;
    const isBlocked = person.standing === 'blocked';
    return {
      id: this.id,
      app: 'zalo',
      title: this.#title,
      number: nationalNumber(person.phone),
      account: { name: ACCOUNT_NAME, kind: 'Official Account' },
      hint: 'Nhận tin theo số này',
      scan: { label: 'Nhắn mã trên phiếu', example: 'K7M2QX' },
      menu: [...MENU, isBlocked ? UNBLOCK : BLOCK],
      opener: isBlocked ? UNBLOCK : null,
      standing: isBlocked ? 'blocked' : 'started',
      messages: person.chat.map(toMessage),
      keys: [],
      notice: null,
    };
  }

  act(action: PhoneAction): ActionResult {
    const { person } = this;
    if (person.standing === 'blocked' && action.kind !== 'unblock') return 'not-started';
    switch (action.kind) {
      case 'start':
        person.follow();
        return 'done';
      case 'scan':
        return this.#sendCode(action.text);
      case 'type':
        person.type(action.text);
        return 'done';
      case 'tap':
        return this.#tap(action);
      case 'key':
        return 'no-such-button';
      case 'share-contact':
        person.shareInfo();
        return 'done';
      case 'sticker':
        person.sendMedia('sticker');
        return 'done';
      case 'block':
        person.block();
        return 'done';
      case 'unblock':
        person.unblock();
        return 'done';
      default:
        return assertNever(action);
    }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Zalo's links carry nothing: the code that stands on the slip is typed into the chat. */
  #sendCode(text: string): ActionResult {
    if (readShortCode(text) === null) return 'not-a-slip';
    this.person.type(text);
    return 'done';
  }

  #tap({ message, row }: Extract<PhoneAction, { kind: 'tap' }>): ActionResult {
    const shown = this.person.chat[message - 1];
    const button = shown?.buttons[row];
    if (button) this.person.press(button);
    else if (shown?.kind === 'info-request') this.person.shareInfo();
    else return 'no-such-button';
    return 'done';
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Zalo names messages by random ids; on the phone they are counted. */
function toMessage(message: VisibleMessage, position: number): PhoneMessage {
  const { kind, from, text, buttons, sentAt } = message;
  const rows = buttons.map(({ label, url }) => [{ label, url }]);
  return {
    id: position + 1,
    from: from === 'person' ? 'person' : 'bot',
    text: kind === 'media' ? '🙂 (nhãn dán)' : text,
    buttons: kind === 'info-request' ? [[{ label: SHARE, url: null }]] : rows,
    isCard: kind !== 'text' && kind !== 'media',
    sentAt: sentAt.toISOString(),
    isEdited: false,
  };
}
