import { element, withLinks } from './element.js';

const TIME = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit' });
const BUSY_MS = 4_000;

const PROBLEMS = {
  'not-a-slip': 'Đây không phải liên kết hay mã của phiếu.',
  'no-such-button': 'Nút này không còn nữa.',
  'not-started': 'Hãy bấm Bắt đầu hoặc quét phiếu trước.',
};

/**
 * One phone on the page. `send` lets it do something and resolves to what came of it; `onSeen` is told whenever
 * the number of unread messages changes.
 */
export class PhoneView {
  #view;
  #send;
  #onSeen;
  #bubbles = new Map();
  #seenId;
  unread = 0;

  constructor(view, send, onSeen) {
    this.#view = view;
    this.#send = send;
    this.#onSeen = onSeen;
    this.#seenId = lastId(view);
    this.log = element('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': 'Tin nhắn' });
    this.notice = element('p', { class: 'notice', role: 'status', hidden: true });
    this.foot = element('div', { class: 'foot' });
    this.menu = this.#makeMenu();
    this.problem = element('p', { class: 'problem', role: 'status' });
    this.hint = element('span', { class: 'quiet' });
    this.badge = element('span', { class: 'badge', hidden: true });
    this.root = this.#makeRoot();
    this.update(view);
  }

  update(view) {
    this.#view = view;
    this.hint.textContent = view.hint;
    this.notice.textContent = view.notice ?? '';
    this.notice.hidden = view.notice === null;
    this.#showMessages(view.messages);
    this.#showFoot(view);
    this.#countUnread(view);
  }

  async act(action) {
    const result = await this.#send(this.#view.id, action);
    this.problem.textContent = PROBLEMS[result] ?? '';
    return result === 'done';
  }

  #makeRoot() {
    const { id, app, title, number, account } = this.#view;
    const head = element(
      'div',
      { class: 'head' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, 'HL'),
      element('div', { class: 'who' }, element('strong', {}, account.name), element('span', {}, account.kind)),
      this.badge,
      this.menu,
    );
    const seen = () => this.#markSeen();
    return element(
      'section',
      {
        class: `phone phone--${app}`,
        id,
        'aria-label': title,
        onpointerdown: seen,
        onfocusin: seen,
      },
      this.#makeCaption(title, number),
      element('div', { class: 'device' }, head, this.notice, this.log, this.foot),
    );
  }

  #makeCaption(title, number) {
    const label = `scan-${this.#view.id}`;
    const field = element('input', {
      id: label,
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: this.#view.scan.example,
    });
    const onsubmit = async (event) => {
      event.preventDefault();
      if (field.value.trim() !== '' && (await this.#scan(field.value.trim()))) field.value = '';
    };
    return element(
      'div',
      { class: 'caption' },
      element(
        'div',
        { class: 'name' },
        element('h2', {}, title, ' · ', element('span', { class: 'number' }, number)),
        this.hint,
      ),
      element(
        'form',
        { class: 'scan', onsubmit },
        element('label', { for: label }, this.#view.scan.label),
        field,
        element('button', { class: 'button' }, this.#view.app === 'zalo' ? 'Nhắn' : 'Quét'),
      ),
      this.problem,
    );
  }

  /** The QR code of the web page opens the browser, as on any phone. */
  #scan(text) {
    if (!/^https?:\/\/[^/]+\/s\/[\w-]+$/.test(text)) return this.act({ kind: 'scan', text });
    window.open(text, '_blank', 'noreferrer');
    return true;
  }

  #makeMenu() {
    const summary = element('summary', { 'aria-label': 'Thêm' }, '⋮');
    this.items = element('div', { class: 'items' });
    return element('details', { class: 'menu' }, summary, this.items);
  }

  #choose(kind) {
    this.menu.open = false;
    void this.act({ kind });
  }

  #showMessages(messages) {
    const held = placeOf(document.activeElement);
    const ids = new Set(messages.map(({ id }) => id));
    for (const [id, bubble] of this.#bubbles) if (!ids.has(id)) this.#drop(id, bubble);
    const changed = messages.map((message) => this.#showMessage(message)).some(Boolean);
    if (changed) this.scrollToNews();
    if (held !== null && document.activeElement === document.body) this.#refocus(held);
  }

  /** To the end, or to the start of a last message that is taller than the screen. */
  scrollToNews() {
    const { log } = this;
    const last = log.lastElementChild;
    log.scrollTop = last === null ? 0 : Math.min(log.scrollHeight, last.offsetTop - log.offsetTop - 8);
  }

  #drop(id, bubble) {
    bubble.node.remove();
    this.#bubbles.delete(id);
  }

  /** True when it was not there like this before. */
  #showMessage(message) {
    const known = this.#bubbles.get(message.id);
    const print = JSON.stringify(message);
    if (known?.print === print) return false;
    const node = this.#makeMessage(message);
    if (known) known.node.replaceWith(node);
    else this.log.append(node);
    this.#bubbles.set(message.id, { node, print });
    return true;
  }

  #makeMessage(message) {
    const edited = message.isEdited ? 'đã sửa ' : '';
    const rows = message.buttons.map((labels, row) =>
      element(
        'div',
        { class: 'row' },
        ...labels.map((button, column) => this.#makeButton(message.id, row, column, button)),
      ),
    );
    return element(
      'div',
      { class: `message message--${message.from}${message.isCard ? ' message--card' : ''}` },
      element(
        'div',
        { class: 'bubble' },
        element('p', {}, ...withLinks(message.text)),
        element('time', { datetime: message.sentAt }, edited, TIME.format(new Date(message.sentAt))),
      ),
      ...rows,
    );
  }

  #makeButton(message, row, column, { label, url }) {
    if (url !== null) return element('a', { href: url, target: '_blank', rel: 'noreferrer' }, label);
    const onclick = (event) => {
      const button = event.currentTarget;
      button.setAttribute('aria-busy', 'true');
      setTimeout(() => button.removeAttribute('aria-busy'), BUSY_MS);
      void this.act({ kind: 'tap', message, row, column });
    };
    return element('button', { type: 'button', 'data-place': `${message}/${row}/${column}`, onclick }, label);
  }

  /** A question replaced by the next one keeps the keyboard where it was. */
  #refocus(held) {
    const places = [...this.log.querySelectorAll('[data-place]')];
    const again = places.find((button) => button.dataset.place === held) ?? places.at(-1) ?? this.log;
    if (this.log.contains(again)) again.focus({ preventScroll: true });
  }

  #showFoot({ standing, keys, menu, opener }) {
    const print = JSON.stringify([standing, keys, menu]);
    if (this.foot.dataset.print === print) return;
    this.foot.dataset.print = print;
    const item = ({ label, kind }) => element('button', { type: 'button', onclick: () => this.#choose(kind) }, label);
    this.items.replaceChildren(...menu.map(item));
    if (opener === null) this.foot.replaceChildren(this.#makeKeys(keys), this.#makeComposer());
    else this.foot.replaceChildren(this.#makeOpener(opener));
  }

  #makeOpener({ label, kind }) {
    return element('button', { type: 'button', class: 'opener', onclick: () => void this.act({ kind }) }, label);
  }

  #makeKeys(keys) {
    const press = (row, column) => () => void this.act({ kind: 'key', row, column });
    const rows = keys.map((labels, row) =>
      element(
        'div',
        { class: 'row' },
        ...labels.map((label, column) => element('button', { type: 'button', onclick: press(row, column) }, label)),
      ),
    );
    return element('div', { class: 'keys', hidden: keys.length === 0 }, ...rows);
  }

  #makeComposer() {
    const id = `type-${this.#view.id}`;
    const field = element('input', { id, autocomplete: 'off', placeholder: 'Tin nhắn', maxlength: '4096' });
    const onsubmit = (event) => {
      event.preventDefault();
      const text = field.value.trim();
      field.value = '';
      if (text !== '') void this.act({ kind: 'type', text });
    };
    const label = element('label', { for: id, class: 'hidden' }, 'Tin nhắn');
    return element(
      'form',
      { class: 'composer', onsubmit },
      label,
      field,
      element('button', { 'aria-label': 'Gửi' }, '➤'),
    );
  }

  #countUnread(view) {
    const unread = view.messages.filter(({ id, from }) => from === 'bot' && id > this.#seenId).length;
    if (this.root.contains(document.activeElement) && document.hasFocus()) return this.#markSeen();
    this.#light(unread);
  }

  #markSeen() {
    this.#seenId = lastId(this.#view);
    this.#light(0);
  }

  #light(unread) {
    this.unread = unread;
    this.root.classList.toggle('phone--lit', unread > 0);
    this.badge.textContent = `${unread} tin mới`;
    this.badge.hidden = unread === 0;
    this.#onSeen();
  }
}

function lastId({ messages }) {
  return messages.at(-1)?.id ?? 0;
}

function placeOf(focused) {
  return focused instanceof HTMLElement ? (focused.dataset.place ?? null) : null;
}
