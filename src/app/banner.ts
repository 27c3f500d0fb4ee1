import type { Config } from '../config.ts';
import { describeBackend } from '../queue/backend.ts';
import type { RedisWarning } from '../queue/check-redis.ts';
import type { GrantState } from './connect-zalo.ts';
import type { ChosenBackend } from './choose-backend.ts';
import type { Standing } from './role.ts';
import type { StartedDatabase } from './start-database.ts';

interface Started {
  readonly config: Config;
  readonly standing: Standing;
  readonly url: string;
  readonly publicUrl: string;
  readonly database: StartedDatabase;
  readonly queue: ChosenBackend;
  /** Null where Zalo is not configured, and at the edge. */
  readonly zaloGrant: GrantState | null;
}

/** What runs, on what, what to set for production, and what could lose an answer. */
export function describeStart(started: Started): string {
  const { standing, url, publicUrl, config } = started;
  const lines = [
    `Hài Lòng runs (${standing}) at ${url}${publicUrl === url ? '' : `, for the public at ${publicUrl}`}`,
    servesLine(started),
    `  database  ${databaseLine(started.database)}${standing === 'edge' ? ', by role hl_edge' : ''}`,
    `  queue     ${queueLine(started.queue)}`,
    `  spool     ${config.spoolDir ?? 'none: while the queue is away updates are refused, and repeated by who sends them (SPOOL_DIR)'}`,
    `  telegram  ${telegramLine(config)}`,
    `  zalo      ${zaloLine(started)}`,
    ...production(started).map((advice) => `  set for production: ${advice}`),
    ...started.queue.warnings.map((warning) => `  WARNING ${WARNINGS[warning]}`),
    ...(started.database.note === null ? [] : [`  note: ${started.database.note}`]),
  ];
  return lines.join('\n');
}

function servesLine({ standing, config, publicUrl }: Started): string {
  const surfaces = standing === 'worker' ? [] : config.http.surfaces;
  return surfaces.includes('console')
    ? `  console   ${publicUrl}/console`
    : `  serves    ${['health', 'metrics', ...surfaces].join(', ')}`;
}

function databaseLine({ kind, url, adopted }: StartedDatabase): string {
  const { hostname, port, pathname } = new URL(url);
  const where = `postgresql://${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  return kind === 'external' ? where : `embedded PostgreSQL at ${where}${adopted ? ', adopted' : ''}`;
}

function queueLine({ kind, backend, adopted, moved }: ChosenBackend): string {
  const where = describeBackend(backend);
  const taken = moved > 0 ? `, ${moved} jobs taken over` : '';
  if (kind === 'postgres')
    return `PostgreSQL (no redis-server found: right for a demonstration, not for a province)${taken}`;
  return `${kind === 'redis' ? where : `embedded Redis at ${where}${adopted ? ', adopted' : ''}`}${taken}`;
}

function telegramLine({ telegram }: Config): string {
  if (!telegram) return 'not configured (TELEGRAM_BOT_TOKEN)';
  return telegram.webhookSecret === null ? 'long polling' : 'webhook';
}

function zaloLine({ config: { zalo }, zaloGrant, publicUrl }: Started): string {
  if (!zalo) return 'not configured (ZALO_APP_ID)';
  if (zaloGrant === null) return 'webhook alone';
  const templates = Object.entries(zalo.templates).flatMap(([name, id]) => (id === null ? [] : [name]));
  const reach =
    templates.length === 0 ? 'no template: nobody is written to first' : `templates ${templates.join(', ')}`;
  return `Official Account ${zalo.oaId}, ${reach}${GRANTS[zaloGrant](`${publicUrl}/oauth/zalo`)}`;
}

const GRANTS: Readonly<Record<GrantState, (consentUrl: string) => string>> = {
  granted: () => '',
  'first-grant': () => ', first grant from ZALO_REFRESH_TOKEN',
  none: (url) => `\n  WARNING Zalo has granted nothing yet: sign in as ministry-admin and open ${url}`,
  spent: (url) => `\n  WARNING the Zalo grant is spent: sign in as ministry-admin and open ${url}`,
};

function production({ config, queue }: Started): readonly string[] {
  return [
    ...(config.database ? [] : ['DATABASE_URL and ENCRYPTION_KEY (a PostgreSQL with backups)']),
    ...(queue.kind === 'redis' ? [] : ['REDIS_URL (appendonly yes, appendfsync always, maxmemory-policy noeviction)']),
    ...(config.http.publicUrl ? [] : ['PUBLIC_URL (https, what the QR codes carry)']),
  ];
}

const WARNINGS: Readonly<Record<RedisWarning, string>> = {
  'no-append-only': 'Redis keeps no append-only file: a restart loses answers (set appendonly yes)',
  'not-synced': 'Redis may lose the last second in a crash (set appendfsync always)',
  'may-evict': 'Redis may throw answers away when memory runs short (set maxmemory-policy noeviction)',
  'no-replica': 'A master of the Redis Cluster has no replica: what it holds goes with its machine',
  'settings-unknown': 'Redis does not tell its settings: make sure that it appends, syncs always and never evicts',
};
