import { setTimeout as sleep } from 'node:timers/promises';
import type { LightMyRequestResponse } from 'fastify';

export interface WireRequest {
  readonly method?: 'GET' | 'POST';
  readonly url: string;
  readonly cookies: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly payload?: string;
}

export type WireAnswer = Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body' | 'cookies'>;

/** How requests travel: into a server of this process, or over HTTP. */
export interface Wire {
  inject(request: WireRequest): Promise<WireAnswer>;
}

/** A browser tab without scripts: keeps cookies, reads a page's form and submits it. */
export class Tab {
  readonly #wire: Wire;
  readonly #path: string;
  readonly cookies = new Map<string, string>();
  status = 0;
  html = '';
  url: string;
  headers: WireAnswer['headers'] = {};

  constructor(wire: Wire, path: string) {
    this.#wire = wire;
    this.#path = path;
    this.url = path;
  }

  async open(query = ''): Promise<this> {
    return this.visit(`${this.#path}${query}`);
  }

  async visit(url: string): Promise<this> {
    this.url = url;
    await this.#follow(await this.#wire.inject({ url, cookies: Object.fromEntries(this.cookies) }));
    return this;
  }

  /** Presses the button of this label. */
  async press(label: string): Promise<this> {
    const payload = this.payloadOf(label);
    return this.submit(payload === undefined ? {} : { payload });
  }

  /** Looks again, as its page says, as long as an answer is still being saved. */
  async settled(): Promise<this> {
    while (this.url.includes('?saving=')) {
      await sleep(50);
      await this.visit(this.url);
    }
    return this;
  }

  /** Opens the way out below a question and takes one of the two. */
  async leave(label: string): Promise<this> {
    const leave = this.leaveOf(label);
    return this.submit(leave === undefined ? {} : { leave });
  }

  async write(comment: string): Promise<this> {
    return this.submit({ comment });
  }

  /** Posts the form as it is, with these fields beside its hidden ones. */
  async submit(fields: Readonly<Record<string, string>>): Promise<this> {
    const hidden = [...this.html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name, value],
    );
    await this.#follow(await this.post({ ...Object.fromEntries(hidden), ...fields }));
    return this;
  }

  post(fields: Readonly<Record<string, string>>): Promise<WireAnswer> {
    const action = /<form method="post" action="([^"]+)"/.exec(this.html)?.[1] ?? this.#path;
    return this.#wire.inject({
      method: 'POST',
      url: action.replaceAll('&amp;', '&'),
      cookies: Object.fromEntries(this.cookies),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams(fields).toString(),
    });
  }

  payloadOf(label: string): string | undefined {
    return this.buttons.find((button) => button.label === label)?.payload;
  }

  leaveOf(label: string): string | undefined {
    return /<details class="leave"[\s\S]*?<\/details>/
      .exec(this.html)?.[0]
      .match(new RegExp(`name="leave" value="(\\w+)"[^>]*>${label}<`))?.[1];
  }

  get nonce(): string {
    return /name="nonce" value="([^"]+)"/.exec(this.html)?.[1] ?? '';
  }

  get buttons(): readonly { readonly label: string; readonly payload: string }[] {
    return [...this.html.matchAll(/<button[^>]*name="payload" value="([^"]+)"[^>]*>([^<]+)</g)].map(
      ([, payload = '', label = '']) => {
        return { payload, label: label.replaceAll('&#39;', "'") };
      },
    );
  }

  get heading(): string {
    return /<h1[^>]*>([^<]+)</.exec(this.html)?.[1] ?? '';
  }

  async #follow(answer: WireAnswer): Promise<void> {
    for (const { name, value } of answer.cookies) this.cookies.set(name, value);
    const { location } = answer.headers;
    if (answer.statusCode === 303 && location !== undefined) {
      const url = String(location);
      this.url = url;
      return this.#follow(await this.#wire.inject({ url, cookies: Object.fromEntries(this.cookies) }));
    }
    this.status = answer.statusCode;
    this.html = answer.body;
    this.headers = answer.headers;
  }
}
