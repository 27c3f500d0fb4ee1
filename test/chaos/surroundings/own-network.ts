import { randomInt } from 'node:crypto';
import { run } from '../programs.ts';
import { startRelay } from '../relay.ts';
import { PLAIN, type Closer, type Surroundings } from './surroundings.ts';

export interface OwnNetwork extends Surroundings {
  cut(): Promise<void>;
  join(): Promise<void>;
}

/** Addresses of servers, as the services are told them. */
const SERVERS = ['DATABASE_URL', 'REDIS_URL', 'TELEGRAM_API_ROOT'] as const;

const NOBODY = '02:00:00:00:00:01';

/** One web and one worker process on a host of their own, a network namespace that a cable joins to ours. */
export function ownNetwork(isThere: (service: string) => boolean): OwnNetwork {
  const id = randomInt(2 ** 20).toString(36);
  const [space, here, there] = [`hl-${id}`, `hlh-${id}`, `hlt-${id}`];
  const net = `10.231.${randomInt(256)}`;
  const closers: Closer[] = [];
  const relays = new Map<string, Promise<string>>();

  async function reachable(url: string): Promise<string> {
    const parsed = new URL(url);
    const target = { host: parsed.hostname, port: Number(parsed.port) };
    const relay = await startRelay(() => [target], `${net}.1`);
    closers.push(() => relay.close());
    parsed.hostname = `${net}.1`;
    parsed.port = String(relay.port);
    return parsed.href.replace(/\/$/, '');
  }

  /** Every process knows a server by the same address. */
  function shared(url: string): Promise<string> {
    const relay = relays.get(url) ?? reachable(url);
    relays.set(url, relay);
    return relay;
  }

  return {
    ...PLAIN,
    async prepare() {
      await run('ip', 'netns', 'add', space);
      closers.push(async () => void (await run('ip', 'netns', 'del', space)));
      await run('ip', 'link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', space);
      await run('ip', 'addr', 'add', `${net}.1/24`, 'dev', here);
      await run('ip', 'link', 'set', here, 'up');
      await run('ip', '-n', space, 'addr', 'add', `${net}.2/24`, 'dev', there);
      await run('ip', '-n', space, 'link', 'set', there, 'up');
      await run('ip', '-n', space, 'link', 'set', 'lo', 'up');
      return [
        async () => {
          for (const closer of closers.splice(0).toReversed()) await closer();
        },
      ];
    },
    async environment(service, env) {
      const servers = await Promise.all(SERVERS.map(async (name) => [name, await shared(env[name] ?? '')] as const));
      return { ...env, ...Object.fromEntries(servers), ...(isThere(service) && { HOST: `${net}.2` }) };
    },
    prefix: (service) => (isThere(service) ? ['ip', 'netns', 'exec', space] : []),
    hostOf: (service) => (isThere(service) ? `${net}.2` : '127.0.0.1'),
    // Packets go to nobody's address and are lost without a word, as when a cable is pulled further on.
    async cut() {
      await run('ip', 'neigh', 'replace', `${net}.2`, 'lladdr', NOBODY, 'dev', here, 'nud', 'permanent');
      await run('ip', '-n', space, 'neigh', 'replace', `${net}.1`, 'lladdr', NOBODY, 'dev', there, 'nud', 'permanent');
    },
    async join() {
      await run('ip', 'neigh', 'del', `${net}.2`, 'dev', here);
      await run('ip', '-n', space, 'neigh', 'del', `${net}.1`, 'dev', there);
    },
  };
}
