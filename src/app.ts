import { describeStart } from './app/banner.ts';
import { bootstrap } from './app/bootstrap.ts';
import { chooseBackend } from './app/choose-backend.ts';
import { claimSpool } from './app/claim-spool.ts';
import { Closers } from './app/closers.ts';
import { checkKeys, keysAt, openKeys, type Keys } from './app/open-keys.ts';
import type { Parts } from './app/parts.ts';
import { inLock } from './app/in-lock.ts';
import { policySource } from './app/policy-source.ts';
import { queueCodec } from './app/queue-codec.ts';
import { queueLayout } from './app/queue-layout.ts';
import { standingOf, type Role } from './app/role.ts';
import { seedReferences } from './app/seed-references.ts';
import { connectDatabase } from './app/connect-database.ts';
import { databaseClock } from './app/database-clock.ts';
import { joinDatabase, startDatabase } from './app/start-database.ts';
import { startHttp, type RunningHttp } from './app/start-http.ts';
import { connectTelegram, type TelegramLink } from './app/connect-telegram.ts';
import { connectZalo, type ZaloLink } from './app/connect-zalo.ts';
import { startWorkers } from './app/start-workers.ts';
import { hearInbound } from './app/watching/hear-inbound.ts';
import { startWatching } from './app/watching/start-watching.ts';
import type { Config } from './config.ts';
import type { ChannelName } from './domain/invitation.ts';
import { freePort } from './lib/free-port.ts';
import { createLog } from './lib/log.ts';
import { createMetrics } from './lib/metrics.ts';
import { openOutbound, type Outbound } from './lib/outbound/outbound.ts';
import { postOutside } from './lib/post-outside.ts';
import { openTracing } from './lib/trace.ts';
import { openQueues, type Queues } from './queue/queues.ts';
import { turnKeys } from './service/retire-keys.ts';
import { createPayloadCodec } from './service/payload-codec.ts';
import type { Clock } from './service/ports.ts';
import { openStores, type Stores } from './store/open-stores.ts';
import { createMailer } from './channel/mail/mailer.ts';
import { createAccounts } from './web/auth/accounts.ts';
import { alertWords } from './web/ui/alert-words.ts';
import { unitLabel } from './web/ui/format.ts';
import type { Logger } from 'pino';

/** What tests put in the place of the world. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Logger;
}

export interface RunningApp {
  /** Where HTTP listens. */
  readonly url: string;
  /** For the operator: what runs, on what, and what is missing for production. */
  readonly banner: string;
  readonly parts: Parts;
  readonly stores: Stores;
  /** Every route that is served, and who may call it. */
  readonly routes: RunningHttp['routes'];
  /** Stops everything in reverse order; what is under way is finished or left safe. */
  close(): Promise<void>;
}

/**
 * The composition root: starts the parts in order and undoes what was started when one of them fails.
 * @throws CodedError with what to do
 */
export async function startApp(config: Config, role: Role, overrides: Overrides = {}): Promise<RunningApp> {
  const log = overrides.log ?? createLog(config.logLevel);
  const closers = new Closers();
  try {
    return await start(config, role, { ...overrides, log }, closers);
  } catch (error) {
    await closers.close(log);
    throw error;
  }
}

interface Given extends Overrides {
  readonly log: Logger;
}

interface Surroundings extends Given {
  readonly clock: Clock;
}

async function start(config: Config, role: Role, overrides: Given, closers: Closers): Promise<RunningApp> {
  const { log } = overrides;
  const owns = role === 'all';
  const outbound = openOutbound(config.proxy);
  closers.add('ways out', () => outbound.close());
  const tracing = config.tracing && (await openTracing({ ...config.tracing, role, agentFor: outbound.agentFor }));
  closers.add('traces', () => tracing?.close());
  const standing = standingOf(role, config.http.surfaces);
  const atEdge = standing === 'edge';
  const database = atEdge ? await joinDatabase(config, closers, log) : await startDatabase(config, owns, closers, log);
  const keys = atEdge ? await keysAt(config, false) : await openKeys(config, database.url);
  const { vault } = keys;
  const connections = connectDatabase(config, database.url, closers, log, standing);
  const stores = openStores(connections);
  const clock = overrides.clock ?? (await databaseClock({ ask: () => stores.watch.now(), closers, log }));
  const world: Surroundings = { clock, log };
  await checkKeys(keys, stores.settings, !atEdge);
  if (!atEdge) await seedReferences(stores.references);
  const layout = queueLayout(config);
  const { settings } = stores;
  const queueSetting = { config, databaseUrl: database.url, settings, layout, owns, closers, log } as const;
  const chosen = await chooseBackend({ ...queueSetting, whenOther: atEdge ? 'refuse' : 'move' });
  const spool = await claimSpool({ config, databaseUrl: database.url, closers, log });
  const opened = await openQueues({
    backend: chosen.backend,
    spoolFolder: spool?.folder ?? null,
    ...queueCodec(vault),
    ...layout,
    log,
    tracing,
    bulkPerSecond: config.telegram ? { telegram: config.telegram.bulkPerSecond } : {},
  });
  // Workers and HTTP stop first, the servers that the queues live on last.
  closers.add('queues', () => opened.close());
  spool?.watch(opened);
  const metrics = createMetrics();
  const queues = { ...opened, inbox: hearInbound(opened.inbox, receivedOver(config), { metrics, ...world }) };
  const port = config.http.port === 0 ? await freePort() : config.http.port;
  const publicUrl = config.http.publicUrl ?? `http://localhost:${port}`;
  const telegram = connectTelegram({
    config,
    role,
    outbound,
    publicUrl,
    queues,
    metrics,
    databaseUrl: database.url,
    ...world,
  });
  const zalo = connectZalo({ config, publicUrl, queues, metrics, databaseUrl: database.url, vault, ...world });
  const parts = await gather(config, database.url, {
    ...world,
    ...keys,
    stores,
    queues,
    outbound,
    telegram,
    zalo,
    publicUrl,
  });
  startWatching({ standing, queue: chosen.backend.kind, parts, pools: connections.pools, metrics });
  const accounts = createAccounts({
    prisma: connections.console,
    secret: vault.secretFor('session'),
    publicUrl: new URL(publicUrl),
    agency: config.agency,
  });
  if (!atEdge) await bootstrap(config, accounts, stores.apiKeys);
  const alone = owns && database.kind === 'embedded';
  if (role !== 'web') await startWorkers(parts, metrics, alone);
  const http = await startHttp({ config, role, port, parts, stores, accounts, telegram, zalo, metrics, log, tracing });
  closers.add('http', () => http.close());
  if (!atEdge) {
    telegram?.start();
    zalo?.start();
  }
  closers.add('telegram', () => telegram?.stop());
  closers.add('zalo', () => zalo?.stop());
  const zaloGrant = zalo && !atEdge ? await zalo.grantState() : null;
  const banner = describeStart({ config, standing, url: http.url, publicUrl, database, queue: chosen, zaloGrant });
  return { url: http.url, banner, parts, stores, routes: http.routes, close: () => closers.close(log) };
}

/** Where silence means something: citizens open the page only after they were asked. */
function receivedOver({ telegram, zalo }: Config): readonly ChannelName[] {
  return [...(telegram ? ['telegram' as const] : []), ...(zalo ? ['zalo' as const] : [])];
}

const WEBHOOK_TIMEOUT_MS = 10_000;

interface Gathered extends Surroundings, Keys {
  readonly stores: Stores;
  readonly queues: Queues;
  readonly outbound: Outbound;
  readonly telegram: TelegramLink | null;
  readonly zalo: ZaloLink | null;
  readonly publicUrl: string;
}

async function gather(config: Config, databaseUrl: string, gathered: Gathered): Promise<Parts> {
  const { stores, queues, outbound, telegram, zalo, ring, ...rest } = gathered;
  const turning = ring && { ...rest, ring, sealed: stores.sealed };
  const channels = [telegram?.channel, zalo?.channel].filter((channel) => channel !== undefined);
  return {
    ...rest,
    ...stores,
    queues,
    outbox: queues.outbox,
    telegram: telegram?.channel ?? null,
    recoverRatings: zalo && (() => zalo.recoverRatings()),
    zaloAccount: config.zalo && { id: config.zalo.oaId, name: config.zalo.oaName },
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    mailer: config.mail && createMailer(config.mail, gathered.log, outbound.tunnelTo),
    ledgerMailTo: config.mail?.ledgerTo ?? [],
    phrases: { unit: unitLabel, alert: alertWords },
    turnKeys: turning && (() => inLock(databaseUrl, 'key-ring', () => turnKeys(turning))),
    codec: createPayloadCodec(gathered.vault),
    policySource: await policySource(config, stores.settings),
    postOutside: (url, headers, body) =>
      postOutside(url, headers, body, {
        trusted: config.webhooks.privateHosts,
        timeoutMs: WEBHOOK_TIMEOUT_MS,
        outbound,
      }),
    dropFolder: config.dropFolder,
    zone: config.timeZone,
    complaintPhone: config.complaintPhone,
    mixBatch: config.mix.batch,
    mixMaxHours: config.mix.maxHours,
    templates: new Map(zalo ? [['zalo', zalo.templates]] : []),
    budgets: new Map(zalo ? [['zalo', zalo.budget]] : []),
    grants: new Map(zalo ? [['zalo', () => zalo.grantAge()]] : []),
  };
}
