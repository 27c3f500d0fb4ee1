import { Agent, type AgentOptions } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { Proxy } from './proxy.ts';
import { openTunnel, type Target } from './tunnel.ts';

type Connected = (error: Error | null, socket?: Duplex) => void;

/** For `http:` addresses through a proxy. */
export function tunnelAgent(proxy: Proxy, options: AgentOptions): Agent {
  return byTunnel(new Agent(options), proxy, (socket) => socket);
}

/** For `https:` addresses: the proxy sees where to, and no more. */
export function secureTunnelAgent(proxy: Proxy, options: AgentOptions): Agent {
  return byTunnel(new SecureAgent(options), proxy, (socket, asked) => connectTls({ ...asked, socket }));
}

function byTunnel(agent: Agent, proxy: Proxy, wrap: (tunnel: Duplex, asked: ConnectionOptions) => Duplex): Agent {
  const createConnection = (asked: ConnectionOptions, tell: Connected): undefined => {
    openTunnel(proxy, targetOf(asked)).then((tunnel) => tell(null, wrap(tunnel, asked)), tell);
  };
  return Object.assign(agent, { createConnection });
}

function targetOf(options: { readonly host?: unknown; readonly port?: unknown }): Target {
  return { host: String(options.host), port: Number(options.port) };
}
