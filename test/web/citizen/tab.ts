import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A browser tab without scripts: keeps cookies, reads a page's form and submits it. */
export class Tab {
  readonly #server: FastifyInstance;
  readonly #path: string;
  readonly cookies = new Map<string, string>();
  status = 0;
  html = '';
  url: string;
  headers: LightMyRequestResponse['headers'] = {};

  constructor(server: FastifyInstance, path: string) {
    this.#server = server;
    this.#path = path;
    this.url = path;
  }

  async open(query = ''): Promise<this> {
    await this.#follow(
      await this.#server.inject({ url: `${this.#path}${query}`, cookies: Object.fromEntries(this.cookies) }),
    );
    return this;
  }

  /** Presses the button of this label. */
  async press(label: string): Promise<this> {
    const payload = this.payloadOf(label);
    return this.submit(payload === undefined ? {} : { payload });
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

  post(fields: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> {
    const action = /<form method="post" action="([^"]+)"/.exec(this.html)?.[1] ?? this.#path;
    return this.#server.inject({
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

  async #follow(answer: LightMyRequestResponse): Promise<void> {
    for (const { name, value } of answer.cookies) this.cookies.set(name, value);
    const { location } = answer.headers;
    if (answer.statusCode === 303 && location !== undefined) {
      const url = String(location);
      this.url = url;
      return this.#follow(await this.#server.inject({ url, cookies: Object.fromEntries(this.cookies) }));
    }
    this.status = answer.statusCode;
    this.html = answer.body;
    this.headers = answer.headers;
  }
}
