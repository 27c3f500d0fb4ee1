export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** One server, or some nodes of a cluster, from which the others are found. */
export type RedisAddress =
  | { readonly kind: 'server'; readonly url: string }
  | {
      readonly kind: 'cluster';
      readonly nodes: readonly RedisNode[];
      readonly username: string;
      readonly password: string;
      readonly isSecure: boolean;
    };

const FORM = /^redis(s?)(-cluster)?:\/\/(.+)$/;
const SCHEME = /^rediss?:\/\//;
const USUAL_PORT = 6379;

/**
 * `redis://host:port`, or a cluster as `redis-cluster://user:password@host:port,host:port` or as several URLs with
 * commas between them; `rediss` for TLS. Null for anything else.
 */
export function readRedisAddress(text: string): RedisAddress | null {
  const [, secure, cluster, rest] = FORM.exec(text.trim()) ?? [];
  if (rest === undefined) return null;
  const parts = rest.split(',').map((part) => `redis://${part.trim().replace(SCHEME, '')}`);
  const urls = parts.flatMap((part) => (URL.canParse(part) ? new URL(part) : []));
  const [first] = urls;
  if (!first || urls.length < parts.length || urls.some(({ hostname }) => hostname === '')) return null;
  if (cluster === undefined && urls.length === 1) return { kind: 'server', url: text.trim() };
  return {
    kind: 'cluster',
    nodes: urls.map(({ hostname, port }) => ({ host: hostname, port: port === '' ? USUAL_PORT : Number(port) })),
    username: decodeURIComponent(first.username),
    password: decodeURIComponent(first.password),
    isSecure: secure === 's',
  };
}

/** Without user and password. */
export function describeRedis(address: RedisAddress): string {
  if (address.kind === 'cluster') {
    return `redis-cluster://${address.nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`;
  }
  const { hostname, port, pathname } = new URL(address.url);
  return `redis://${hostname}${port === '' ? '' : `:${port}`}${pathname === '/' ? '' : pathname}`;
}
