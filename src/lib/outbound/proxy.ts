import { BlockList, isIP } from 'node:net';

/** What stands between this network and others; it is asked for tunnels by CONNECT. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** Whether it is itself spoken to by TLS. */
  readonly secure: boolean;
  /** Null: it wants to know nobody. Never to be logged. */
  readonly authorization: string | null;
  /** Of NO_PROXY. */
  readonly exceptions: readonly string[];
}

/** @param address `http://user:password@host:3128`, or https */
export function readProxy(address: string, exceptions: readonly string[]): Proxy {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'https:';
  const person = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    host: bareHost(hostname),
    port: Number(port) || (secure ? 443 : 80),
    secure,
    authorization: person === ':' ? null : `Basic ${Buffer.from(person).toString('base64')}`,
    exceptions,
  };
}

/**
 * This machine, `*`, and what NO_PROXY names: a host and all names below it, with or without a leading dot or `*.`, an
 * address; each perhaps with a port; and a range of addresses (`10.0.0.0/8`), for hosts that are called by their address.
 */
export function goesDirectly({ exceptions }: Proxy, host: string, port: number): boolean {
  const name = bareHost(host).toLowerCase();
  return isThisMachine(name) || exceptions.some((exception) => isNamed(exception, name, port));
}

function isNamed(exception: string, name: string, port: number): boolean {
  if (exception === '*' || isWithin(exception, name)) return true;
  const [, host = exception, only] = isIP(exception) === 6 ? [] : (/^(.+):(\d+)$/.exec(exception) ?? []);
  const suffix = bareHost(host)
    .replace(/^\*?\./, '')
    .toLowerCase();
  const isSame = name === suffix || (isIP(name) === 0 && name.endsWith(`.${suffix}`));
  return isSame && (only === undefined || Number(only) === port);
}

function isWithin(range: string, address: string): boolean {
  const [, net = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(range) ?? [];
  const version = isIP(net);
  if (version === 0 || isIP(address) !== version || Number(bits) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const addresses = new BlockList();
  addresses.addSubnet(net, Number(bits), family);
  return addresses.check(address, family);
}

function isThisMachine(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** An IPv6 address stands in brackets in a URL. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
