import { assertNever } from '../lib/assert-never.ts';
import type { Log } from '../lib/log.ts';
import { describeRedis } from '../lib/redis-address.ts';
import type { Broker } from './broker.ts';
import { openPostgresBroker } from './postgres-broker.ts';
import { openRedisBroker } from './redis-broker.ts';
import { addressOf } from './redis-client.ts';

/** Where the jobs live; the URL of a Redis may name a cluster. `prefix` sets several systems on one Redis apart; on PostgreSQL the database does. */
export type Backend =
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** @throws CodedError `queue-unreachable` when it does not answer in time. */
export function openBroker(backend: Backend, log: Log): Promise<Broker> {
  switch (backend.kind) {
    case 'redis':
      return openRedisBroker(backend, log);
    case 'postgres':
      return openPostgresBroker(backend, log);
    default:
      return assertNever(backend);
  }
}

/** For banners and messages: where it is, without user and password. */
export function describeBackend(backend: Backend): string {
  if (backend.kind === 'redis') return describeRedis(addressOf(backend.url));
  const { hostname, port, pathname } = new URL(backend.url);
  return `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname === '/' ? '' : pathname}`;
}
