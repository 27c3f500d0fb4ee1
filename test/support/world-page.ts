import { randomUUID } from 'node:crypto';
import type { Inbound, InboundEvent } from '../../src/domain/inbound.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { showSurvey, type ShowSurveyParts, type SurveyView } from '../../src/service/show-survey.ts';

interface Surroundings {
  readonly parts: ShowSurveyParts;
  readonly now: () => Date;
  readonly take: (...updates: readonly Inbound[]) => Promise<void>;
}

/** A slip's page in one browser: it posts what its buttons carry, and also what the page would not let it post. */
export class WorldPage {
  readonly device = randomUUID();
  locale: Locale | null = null;
  readonly #world: Surroundings;
  readonly #token: string;

  constructor(world: Surroundings, token: string) {
    this.#world = world;
    this.#token = token;
  }

  view(): Promise<SurveyView> {
    return showSurvey(this.#world.parts, { token: this.#token, device: this.device, locale: this.locale });
  }

  async open(): Promise<this> {
    await this.does({ kind: 'opened' });
    return this;
  }

  async tap(label: string): Promise<void> {
    await this.tapPayload(await this.payloadOf(label));
  }

  async payloadOf(label: string): Promise<string> {
    const view = await this.view();
    const button = view.kind === 'asking' ? view.buttons.find((each) => each.label === label) : undefined;
    if (!button) throw new Error(`No button ${label} on a page that is ${view.kind}.`);
    return button.payload;
  }

  tapPayload(payload: string): Promise<void> {
    return this.does({ kind: 'tap', payload, callbackId: null, messageId: null });
  }

  type(text: string): Promise<void> {
    return this.does({ kind: 'text', text });
  }

  async answerAll(): Promise<void> {
    await this.tap('Bắt đầu');
    for (let i = 0; i < 4; i += 1) await this.tap('4 · Hài lòng');
    await this.tap('Không');
    await this.tap('Không có');
  }

  async does(event: InboundEvent): Promise<void> {
    await this.#world.take({
      channel: 'web',
      account: 'web',
      updateId: randomUUID(),
      address: this.#token,
      device: this.device,
      locale: this.locale,
      receivedAt: this.#world.now().toISOString(),
      event,
    });
  }
}
