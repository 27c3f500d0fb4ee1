import { CallPacer } from '../../src/channel/zalo/call-pacer.ts';
import { ZaloChannel } from '../../src/channel/zalo/channel.ts';
import { createZaloClient } from '../../src/channel/zalo/sdk/client.ts';
import { fromTapText } from '../../src/channel/zalo/tap-payload.ts';
import { TemplateSender } from '../../src/channel/zalo/template-sender.ts';
import { TemplateBook } from '../../src/channel/zalo/templates/template-book.ts';
import { UNCONFIRMED } from '../../src/channel/zalo/to-be-confirmed.ts';
import type { TemplateName } from '../../src/domain/message.ts';
import type { SendingQuota } from '../../src/domain/sending-budget.ts';
import { WEB_URL, type World } from './service-world.ts';
import { zaloUpdate } from './world-zalo.ts';
import { startFakeZalo, type FakeZalo } from './zalo/fake-zalo.ts';
import { MovableClock } from './zalo/movable-clock.ts';
import type { Person } from './zalo/person.ts';
import { ACCOUNT, APP_SECRET, OA_ID } from './zalo/samples.ts';
import { BACK_CHECK, CONDOLENCE, INVITE, LATE, RATING, SLIP } from './zalo/service-templates.ts';

const MADE = {
  invite: INVITE(WEB_URL),
  late: LATE(WEB_URL),
  condolence: CONDOLENCE(WEB_URL),
  rating: RATING(WEB_URL),
  'back-check': BACK_CHECK(WEB_URL),
  'slip-notice': SLIP(WEB_URL),
};

interface AccountOptions {
  readonly templates?: readonly TemplateName[];
  readonly chatSurvey?: boolean;
}

let phones = 84_936_000_000;

/** Zalo goes by the world's time. */
class WorldClock extends MovableClock {
  readonly #world: World;

  constructor(world: World) {
    super();
    this.#world = world;
  }

  override now(): number {
    return this.#world.now().getTime();
  }
}

/** Gives a world an Official Account: the real channel, against the strict fake. */
export async function openAccount(world: World) {
  const zalo = await startFakeZalo({ ...ACCOUNT, clock: new WorldClock(world), templates: Object.values(MADE) });
  zalo.grant();
  const channel = channelTo(zalo, world);
  world.parts.channels.set('zalo', channel);
  return {
    zalo,
    channel,
    /** What the settings say. */
    configure({ templates = ['invite', 'late', 'condolence'], chatSurvey = true }: AccountOptions = {}): void {
      world.parts.templates.set('zalo', { account: OA_ID, offered: new Set(templates), chatSurvey });
      world.parts.budgets.clear();
    },
    limitTo(quota: SendingQuota): void {
      world.parts.budgets.set('zalo', { quota: async () => quota });
    },
    citizen: () => new AccountCitizen(world, zalo, `+${(phones += 1)}`),
    async close(): Promise<void> {
      zalo.outbox.assertClean();
      await zalo.stop();
    },
  };
}

export type WorldAccount = Awaited<ReturnType<typeof openAccount>>;

function channelTo(zalo: FakeZalo, { parts }: World): ZaloChannel {
  const { clock } = parts;
  const tokens = { current: async () => zalo.tokens.last.accessToken, renew: async () => zalo.grant().accessToken };
  const transport = { roots: zalo.urls, timeoutMs: 1_000, appSecret: APP_SECRET };
  const client = createZaloClient({ ...transport, tokens, unconfirmed: UNCONFIRMED });
  const settings = Object.fromEntries(Object.entries(MADE).map(([name, { id }]) => [name, { id, sample: {} }]));
  const book = new TemplateBook({ templates: client.templates, settings, clock });
  const shared = { clock, onAlert: () => undefined };
  return new ZaloChannel({
    ...shared,
    account: OA_ID,
    messages: client.messages,
    templates: new TemplateSender({ ...shared, templates: client.templates, book, hashPhones: false }),
    pacer: new CallPacer(clock, 1_000_000),
    form: { options: 'buttons', wordTyped: (labels) => labels.join(', '), phoneCard: null },
  });
}

/** Somebody with Zalo: what they do becomes updates at once, what they are sent stands in the fake's chat. */
export class AccountCitizen {
  readonly person: Person;
  /** E.164 */
  readonly phone: string;
  readonly #world: World;
  readonly #zalo: FakeZalo;

  constructor(world: World, zalo: FakeZalo, phone: string) {
    this.#world = world;
    this.#zalo = zalo;
    this.phone = phone;
    this.person = zalo.person(phone);
  }

  /** Messages of ours, oldest first. */
  get seen() {
    return this.person.chat.filter(({ from }) => from === 'oa');
  }

  get last(): string {
    return this.seen.at(-1)?.text ?? '';
  }

  /** Calls that tried to reach this number or account. */
  get attempts(): number {
    const { userId, phone } = this.person;
    return this.#zalo.outbox.calls.filter(({ recipient }) => recipient === userId || recipient === phone).length;
  }

  /** Of the link below the last template. */
  get token(): string {
    const url = this.seen.at(-1)?.buttons[0]?.url;
    if (!url?.startsWith(`${WEB_URL}/s/`)) throw new Error(`No link to the page: ${String(url)}`);
    return decodeURIComponent(url.slice(`${WEB_URL}/s/`.length));
  }

  async type(text: string): Promise<void> {
    this.person.type(text);
    await this.#does({ kind: 'text', text });
  }

  async tap(label: string): Promise<void> {
    this.person.tap(label);
    const button = this.seen.toReversed().flatMap(({ buttons }) => buttons.filter((each) => each.label === label))[0];
    const payload = fromTapText(button?.payload ?? '');
    if (payload === null) throw new Error(`${label} is not one of our buttons.`);
    await this.#does({ kind: 'tap', payload, callbackId: null, messageId: null });
  }

  async #does(event: Parameters<typeof zaloUpdate>[2]): Promise<void> {
    await this.#world.take(zaloUpdate(this.#world, `user:${this.person.userId}`, event));
    await this.#world.drain();
  }
}
