import { Agent, type AgentOptions } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { Proxy } from './proxy.ts';
import { openTunnel, type Target } from './tunnel.ts';

type Connected = (error: Error | null, socket?: Duplex) => void;

/** For `http:` addresses through a proxy. */
export class TunnelAgent extends Agent {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(options: object, tell: Connected): undefined {
    openTunnel(this.#proxy, targetOf(options)).then((socket) => tell(null, socket), tell);
  }
}

/** For `https:` addresses: the proxy sees where to, and no more. */
export class SecureTunnelAgent extends SecureAgent {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(options: ConnectionOptions, tell: Connected): undefined {
    openTunnel(this.#proxy, targetOf(options)).then((socket) => tell(null, connectTls({ ...options, socket })), tell);
  }
}

function targetOf(options: { readonly host?: unknown; readonly port?: unknown }): Target {
  return { host: String(options.host), port: Number(options.port) };
}
