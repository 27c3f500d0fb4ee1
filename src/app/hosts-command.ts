import process from 'node:process';
import type { Config } from '../config.ts';
import { goesDirectly } from '../lib/outbound/proxy.ts';
import { readRedisAddress } from '../lib/redis-address.ts';

export interface OutboundHost {
  readonly host: string;
  readonly port: number;
  readonly what: string;
  /** Which processes open connections to it; a web process is one with console or API. */
  readonly from: string;
  readonly way: 'within the network' | 'directly' | 'through the proxy';
}

const PORTS: Readonly<Record<string, number>> = {
  'postgresql:': 5432,
  'postgres:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'smtp:': 587,
  'smtps:': 465,
  'http:': 80,
  'https:': 443,
};

const EVERYBODY = 'every process';
const INSIDE = 'web, worker';

/** What a firewall has to let through, by the configuration alone. */
export function outboundHosts(config: Config): readonly OutboundHost[] {
  const { database, telegram, zalo, agency, mail, tracing, proxy } = config;
  const stores = [database?.url, database?.consoleUrl, database?.ballotUrl];
  const within = [
    ...stores.map((url) => [url, 'PostgreSQL', EVERYBODY] as const),
    ...redisUrls(config.redisUrl).map((url) => [url, 'Redis', EVERYBODY] as const),
  ];
  const beyond = [
    [telegram?.apiRoot, 'Telegram', INSIDE] as const,
    ...Object.values(zalo?.roots ?? {}).map((url) => [url, 'Zalo', INSIDE] as const),
    [agency?.issuer, 'sign-in of agencies, and the hosts that its discovery document names', 'web'] as const,
    [mail?.url, 'mail', INSIDE] as const,
    [tracing?.endpoint, 'traces', EVERYBODY] as const,
  ];
  const own = proxy && { host: proxy.host, port: proxy.port, what: 'the proxy', from: EVERYBODY };
  return unique([
    ...within.flatMap((line) => placed(line, () => 'within the network')),
    ...(own ? [{ ...own, way: 'within the network' } as const] : []),
    ...beyond.flatMap((line) =>
      placed(line, (host, port) => (proxy && !goesDirectly(proxy, host, port) ? 'through the proxy' : 'directly')),
    ),
  ]);
}

/** Of a cluster the nodes that are named; it tells of others itself. */
function redisUrls(given: string | null): readonly string[] {
  const address = given === null ? null : readRedisAddress(given);
  if (address === null) return [];
  return address.kind === 'server' ? [address.url] : address.nodes.map(({ host, port }) => `redis://${host}:${port}`);
}

type Line = readonly [url: string | null | undefined, what: string, from: string];

function placed([url, what, from]: Line, wayOf: (host: string, port: number) => OutboundHost['way']): OutboundHost[] {
  if (!url) return [];
  const { hostname: host, port: given, protocol } = new URL(url);
  const port = Number(given) || (PORTS[protocol] ?? 0);
  return [{ host, port, what, from, way: wayOf(host, port) }];
}

function unique(hosts: readonly OutboundHost[]): readonly OutboundHost[] {
  return [...new Map(hosts.map((one) => [`${one.host}:${one.port} ${one.what}`, one])).values()];
}

const OTHERS = 'Webhooks of other systems, from the workers: npm run webhooks -- list';

/** `hosts`: one line each, without users and passwords; asks nobody. */
export function hostsCommand(config: Config): number {
  const lines = outboundHosts(config).map(({ host, port, what, from, way }) =>
    [`${host}:${port}`, way, from, what].join('\t'),
  );
  process.stdout.write([...lines, OTHERS, ''].join('\n'));
  return 0;
}
