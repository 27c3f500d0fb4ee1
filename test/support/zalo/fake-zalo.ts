import { Faults } from '../faults.ts';
import { Api } from './api.ts';
import type { ZaloFaults } from './faults.ts';
import { Host } from './host.ts';
import { newMessageId, webhookMac } from './ids.ts';
import { MovableClock } from './movable-clock.ts';
import { Outbox } from './outbox.ts';
import type { Person, PersonOptions } from './person.ts';
import { LADDER, type Quality, type Quotas } from './quotas.ts';
import { STRICT_RULES, type Rules } from './rules.ts';
import type { TemplateDefinition, Templates } from './templates.ts';
import type { Grant, Tokens } from './tokens.ts';
import { WebhookSender } from './webhook-sender.ts';
import { World, type Account } from './world.ts';
import type { HostName } from './zalo-error.ts';

export interface FakeZaloOptions extends Account {
  /** Runs with the real time unless told; `advance` moves it either way. */
  readonly clock?: MovableClock;
  /** Where events go; null: nowhere until `webhook.url` is set. */
  readonly webhookUrl?: string | null;
  readonly templates?: readonly TemplateDefinition[];
  readonly rules?: Partial<Rules>;
  /** Callbacks that the console knows; any when left out. */
  readonly redirectUris?: readonly string[];
  /** Any free one when left out. */
  readonly ports?: Readonly<Partial<Record<HostName, number>>>;
}

const HOSTS: readonly HostName[] = ['openapi', 'business', 'oauth'];

/** Zalo's three hosts on loopback ports, stricter than the real ones. Its people live in the same process. */
export class FakeZalo {
  readonly outbox = new Outbox();
  readonly faults: ZaloFaults = new Faults();
  readonly clock: MovableClock;
  /** What sources disagree on; may be changed while it runs. */
  readonly rules: Rules;
  readonly webhook: WebhookSender;
  readonly account: Account;
  readonly #world: World;
  readonly #hosts: Readonly<Record<HostName, Host>>;

  constructor(options: FakeZaloOptions) {
    const { appId, appSecret, oaId, oaSecret, templates = [], redirectUris = null } = options;
    this.account = { appId, appSecret, oaId, oaSecret };
    this.clock = options.clock ?? new MovableClock({ runs: true });
    this.rules = { ...STRICT_RULES, ...options.rules };
    this.webhook = new WebhookSender({ clock: this.clock, sign: (raw, timestamp) => this.sign(raw, timestamp) });
    this.webhook.url = options.webhookUrl ?? null;
    const { account, clock, rules, webhook, outbox, faults } = this;
    this.#world = new World({ account, clock, rules, webhook });
    templates.forEach((template) => this.#world.templates.add(template));
    const api = new Api(this.#world, redirectUris);
    const host = (name: HostName) => new Host({ name, api, outbox, faults, clock });
    this.#hosts = { openapi: host('openapi'), business: host('business'), oauth: host('oauth') };
  }

  /** Values for the client's three roots. */
  get urls(): Readonly<Record<HostName, string>> {
    const { openapi, business, oauth } = this.#hosts;
    return { openapi: openapi.url, business: business.url, oauth: oauth.url };
  }

  get tokens(): Tokens {
    return this.#world.tokens;
  }

  get templates(): Templates {
    return this.#world.templates;
  }

  get quotas(): Quotas {
    return this.#world.quotas;
  }

  /** A first pair of tokens, as Zalo's developer site gives it. */
  grant(): Grant {
    return this.tokens.issue();
  }

  /** By phone (`84…`, `+84…`, `0…`) or user id; numbers that were never named here have no Zalo account. */
  person(phoneOrUserId: string, options: PersonOptions = {}): Person {
    return this.#world.person(phoneOrUserId, options);
  }

  people(): readonly Person[] {
    return this.#world.people();
  }

  /** Somebody at the ward writes to the person from the account's inbox. */
  writeAsStaff(person: Person, text: string): void {
    const { make } = this.#world;
    const message = { id: newMessageId(), from: 'staff', kind: 'text', text, buttons: [], template: null } as const;
    const { id } = person.receive(message);
    this.#world.tell(make.fromAccount('oa_send_text', person, { msg_id: id, text }, '7654321987654321001'), person);
  }

  /** Zalo moves the account on the ladder; the quality sinks with it when told. */
  changeDailyQuota(daily: number, quality: Quality = this.quotas.quality): void {
    const event = this.#world.make.changedQuota(this.quotas.daily, daily);
    this.quotas.daily = daily;
    this.quotas.quality = quality;
    this.webhook.push(event, 'account');
  }

  /** One tier down, as after too many reports. */
  dropTier(): void {
    this.changeDailyQuota(LADDER.findLast((tier) => tier < this.quotas.daily) ?? LADDER[0], 'LOW');
  }

  /** `LOW` disables the template: `-146`. */
  changeTemplateQuality(templateId: string, quality: Quality): void {
    const template = this.templates.find(templateId);
    if (!template) throw new Error(`No such template: ${templateId}`);
    const change = { quality: { prev_quality: template.quality, new_quality: quality } };
    template.quality = quality;
    this.webhook.push(this.#world.make.changedTemplate('change_template_quality', templateId, change), 'account');
  }

  /** Any event that no person causes. */
  happen(name: string, content: object = {}): void {
    this.webhook.push(this.#world.make.other(name, content), 'account');
  }

  /** Value of `X-ZEvent-Signature`. */
  sign(raw: string, timestamp: string): string {
    const { appId, oaId, oaSecret } = this.account;
    return `mac=${webhookMac(this.rules.macFirst === 'app-id' ? appId : oaId, raw, timestamp, oaSecret)}`;
  }

  async listen(ports: FakeZaloOptions['ports'] = {}): Promise<void> {
    await Promise.all(HOSTS.map((name) => this.#hosts[name].listen(ports[name] ?? 0)));
  }

  async stop(): Promise<void> {
    this.webhook.stop();
    await Promise.all(HOSTS.map((name) => this.#hosts[name].stop()));
  }
}

export async function startFakeZalo(options: FakeZaloOptions): Promise<FakeZalo> {
  const fake = new FakeZalo(options);
  await fake.listen(options.ports);
  return fake;
}
