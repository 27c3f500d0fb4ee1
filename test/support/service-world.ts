import { seedReferences } from '../../src/app/seed-references.ts';
import { TelegramChannel } from '../../src/channel/telegram/channel.ts';
import { TelegramClient } from '../../src/channel/telegram/client.ts';
import type { ContactPolicy } from '../../src/domain/contact-policy.ts';
import type { RegistrationRow } from '../../src/domain/dossier-check.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import type { Inbound } from '../../src/domain/inbound.ts';
import type { ChannelName, Invitation } from '../../src/domain/invitation.ts';
import type { MessageRef } from '../../src/domain/message.ts';
import type { TemplatePolicy } from '../../src/domain/template-policy.ts';
import { Vault } from '../../src/lib/vault.ts';
import { deliverMessages } from '../../src/service/deliver-messages.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { createPayloadCodec } from '../../src/service/payload-codec.ts';
import type { Channel, DossierRecord, Outbox, SendingBudget } from '../../src/service/ports.ts';
import { processUpdates } from '../../src/service/process-updates.ts';
import {
  registerDossiers,
  type RegistrationRequest,
  type RegistrationResult,
} from '../../src/service/register-dossiers.ts';
import { sealFinished } from '../../src/service/seal-finished.ts';
import { sendInvitations } from '../../src/service/send-invitations.ts';
import { createDatabase, openStores } from './database.ts';
import { demoUnits } from './demo-units.ts';
import { BOT_TOKEN } from './fixed-secrets.ts';
import { query } from './look.ts';
import { logToRun } from './run-log.ts';
import { startFakeTelegram, type FakeTelegram } from './telegram/fake-telegram.ts';
import { ROW } from './web-world.ts';
import { WorldCitizen } from './world-citizen.ts';
import { WorldPage } from './world-page.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';
/** A Thursday morning. */
export const NOW = '2026-10-08T10:00:00+07:00';
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const WEB_URL = 'http://hai-long.test';

/** Jobs as the queue would hold them; `drain` works off those that are due. */
export class WorldOutbox implements Outbox {
  readonly ready: MessageRef[] = [];
  readonly delayed: { readonly ref: MessageRef; readonly delayMs: number }[] = [];
  readonly pauses: { readonly channel: string; readonly forMs: number }[] = [];
  waiting = 0;
  restsMs = 0;
  /** Of channels whose bulk lane is otherwise. */
  readonly backlogs = new Map<ChannelName, number>();
  isAway = false;

  async enqueue(messages: readonly MessageRef[], delayMs = 0): Promise<void> {
    if (this.isAway) throw new Error('The queue is away.');
    if (delayMs > 1) this.delayed.push(...messages.map((ref) => ({ ref, delayMs })));
    else this.ready.push(...messages);
  }

  enqueueAgain(messages: readonly MessageRef[]): Promise<void> {
    return this.enqueue(messages);
  }

  async backlog(channel: ChannelName): Promise<number> {
    return this.backlogs.get(channel) ?? this.waiting;
  }

  async restsForMs(): Promise<number> {
    if (this.isAway) throw new Error('The queue is away.');
    return this.restsMs;
  }

  pace(): number {
    return 10_000;
  }

  async pause(channel: string, forMs: number): Promise<void> {
    this.pauses.push({ channel, forMs });
  }
}

type Parts = ReturnType<typeof partsOf>;
export type World = Awaited<ReturnType<typeof createWorld>>;

/** How fast the channel's own time goes: `fast` lets every chat rest between two calls, `still` never. */
interface Pace {
  kind: 'fast' | 'still';
}

/** The use cases on real stores and the real Telegram channel, against the strict fake; time moves when it is told to. */
export async function createWorld(policy: Partial<ContactPolicy> = {}, backCheckPercent = 0) {
  const place = await createDatabase();
  const stores = openStores(place.url);
  await seedReferences(stores.references);
  await importUnits(stores.references, await demoUnits());
  const telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  const outbox = new WorldOutbox();
  const pace: Pace = { kind: 'fast' };
  let now = Date.parse(NOW);
  const parts = partsOf(stores, channelTo(telegram.url, pace), outbox, () => new Date(now), policy, backCheckPercent);
  const world = {
    parts,
    telegram,
    outbox,
    pace,
    url: place.url,
    now: () => new Date(now),
    setNow: (instant: string) => void (now = Date.parse(instant)),
    skip: (ms: number) => void (now += ms),
    rows: <Row extends object>(sql: string, values: readonly unknown[] = []) => query<Row>(place.url, sql, values),
    register: (rows: readonly Partial<RegistrationRow>[], request: Partial<RegistrationRequest> = {}) =>
      register(parts, rows, request),
    record: (code: string) => recordOf(parts, code),
    invitation: async (code: string): Promise<Invitation> => {
      const { invitation } = await recordOf(parts, code);
      if (!invitation) throw new Error(`${code} has no invitation.`);
      return invitation;
    },
    take: (...updates: readonly Inbound[]) => processUpdates(parts, updates),
    deliver: (ids: readonly MessageId[]) => deliver(parts, ids),
    drain: () => drain(parts, outbox),
    /** Sends what is due, and delivers it. */
    async sendDue(): Promise<void> {
      while ((await sendInvitations(parts)) > 0);
      await drain(parts, outbox);
    },
    async close(): Promise<void> {
      telegram.outbox.assertClean();
      await telegram.stop();
      await stores.database.close();
      await place.drop();
    },
  };
  return Object.assign(world, {
    citizen: (options: { readonly phone?: string } = {}) => new WorldCitizen(world, options),
    page: (token: string) => new WorldPage(world, token),
  });
}

function partsOf(
  stores: ReturnType<typeof openStores>,
  telegram: TelegramChannel,
  outbox: Outbox,
  now: () => Date,
  policy: Partial<ContactPolicy>,
  backCheckPercent: number,
) {
  const vault = new Vault(Buffer.alloc(32, 7));
  return {
    ...stores,
    vault,
    codec: createPayloadCodec(vault),
    clock: { now },
    zone: ZONE,
    publicUrl: WEB_URL,
    complaintPhone: '1022',
    telegram,
    zaloAccount: null,
    channels: new Map<ChannelName, Channel>([['telegram', telegram]]),
    log: logToRun(),
    outbox,
    templates: new Map<ChannelName, TemplatePolicy>(),
    budgets: new Map<ChannelName, SendingBudget>(),
    backCheckPercent,
    mixBatch: 1,
    mixMaxHours: 168,
    policy: {
      zone: ZONE,
      window: { kind: 'always' },
      isHoliday: () => false,
      delayMinutes: 120,
      reminderHours: 48,
      ...policy,
    },
  } as const;
}

function channelTo(apiRoot: string, pace: Pace): TelegramChannel {
  const client = new TelegramClient({ token: BOT_TOKEN, apiRoot, timeoutMs: 1_000 });
  let time = Date.parse(NOW);
  const clock = { now: () => new Date(pace.kind === 'fast' ? (time += 5_000) : time) };
  const channel = new TelegramChannel({ client, clock, phoneButtonLabel: 'Chia sẻ số điện thoại' });
  channel.introduce('hai_long_bot');
  return channel;
}

function deliver(parts: Parts, ids: readonly MessageId[]): Promise<void> {
  const seal = async (finished: Parameters<typeof sealFinished>[1]) => void (await sealFinished(parts, finished));
  return deliverMessages({ ...parts, sealFinished: seal, tally: () => undefined }, ids);
}

/** Jobs of up to a hundred, as the reply lane has them. */
async function drain(parts: Parts, outbox: WorldOutbox): Promise<void> {
  while (outbox.ready.length > 0) {
    await deliver(
      parts,
      outbox.ready.splice(0, 100).map(({ id }) => id),
    );
  }
}

let serial = 0;

/** Birth registrations, completed three hours ago and on time. */
function register(
  parts: Parts,
  rows: readonly Partial<RegistrationRow>[],
  request: Partial<RegistrationRequest>,
): Promise<readonly RegistrationResult[]> {
  const whole = rows.map((row) => ({ ...ROW, code: newCode(), ...row }));
  return registerDossiers(parts, { actor: 'test', scope: null, dryRun: false, rows: whole, ...request });
}

export function newCode(): string {
  serial += 1;
  return `H26.99.01-261005-${String(serial).padStart(4, '0')}`;
}

async function recordOf({ dossiers }: Pick<Parts, 'dossiers'>, code: string): Promise<DossierRecord> {
  const record = await dossiers.find(code);
  if (!record) throw new Error(`${code} is not registered.`);
  return record;
}

export function tokenOf(result: RegistrationResult | undefined): string {
  if (!result?.links) throw new Error(`Not registered: ${JSON.stringify(result?.reasons)}`);
  return new URL(result.links.web).pathname.slice('/s/'.length);
}

export type { FakeTelegram };
