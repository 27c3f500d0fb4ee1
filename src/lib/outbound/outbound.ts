import { Agent, type AgentOptions } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Socket } from 'node:net';
import {
  Agent as FetchAgent,
  buildConnector,
  getGlobalDispatcher,
  Pool,
  setGlobalDispatcher,
  type Dispatcher,
} from 'undici';
import { bareHost, goesDirectly, type Proxy } from './proxy.ts';
import { secureTunnelAgent, tunnelAgent } from './tunnel-agents.ts';
import { openTunnel } from './tunnel.ts';

/** How everything leaves this network that is not a database or a queue of ours: one way for every client. */
export interface Outbound {
  /** For Node's http and https. */
  agentFor(url: URL, options?: AgentOptions): Agent;
  /** For many calls to one place at the least cost: so many connections, kept. */
  poolFor(place: URL, connections: number): Dispatcher;
  /** For what is not HTTP; null: the client connects itself. */
  tunnelTo(host: string, port: number): Promise<Socket> | null;
  /** Whether connections to it are made by the proxy, which looks its name up as well. */
  isProxied(url: URL): boolean;
  /** `fetch` leaves as it did before. */
  close(): Promise<void>;
}

export function openOutbound(proxy: Proxy | null): Outbound {
  const isProxied = (url: URL): boolean => proxy !== null && !goesDirectly(proxy, url.hostname, portOf(url));
  const dispatcher = proxy && useForFetch(proxy);
  return {
    isProxied,
    agentFor(url, options = {}) {
      const secure = url.protocol === 'https:';
      if (proxy !== null && isProxied(url)) {
        return secure ? secureTunnelAgent(proxy, options) : tunnelAgent(proxy, options);
      }
      return secure ? new SecureAgent(options) : new Agent(options);
    },
    poolFor: ({ origin }, connections) =>
      new Pool(origin, { connections, ...(proxy && { connect: connectorBy(proxy) }) }),
    tunnelTo: (host, port) =>
      proxy === null || goesDirectly(proxy, host, port) ? null : openTunnel(proxy, { host, port }),
    close: async () => dispatcher?.(),
  };
}

/** Node's own `fetch` knows no proxy before version 24; ours and that of packages then leave by this one. */
function useForFetch(proxy: Proxy): () => Promise<void> {
  const before = getGlobalDispatcher();
  const ours = new FetchAgent({ connect: connectorBy(proxy) });
  setGlobalDispatcher(ours);
  return async () => {
    setGlobalDispatcher(before);
    await ours.close();
  };
}

function connectorBy(proxy: Proxy): buildConnector.connector {
  const connectDirectly = buildConnector({});
  return (options, tell) => {
    const { protocol, hostname } = options;
    const target = { host: bareHost(hostname), port: Number(options.port) || defaultPort(protocol) };
    if (goesDirectly(proxy, target.host, target.port)) return connectDirectly(options, tell);
    openTunnel(proxy, target).then(
      // What undici hands on as a tunnel it only puts TLS over.
      (httpSocket) =>
        protocol === 'https:' ? connectDirectly({ ...options, httpSocket }, tell) : tell(null, httpSocket),
      (error: Error) => tell(error, null),
    );
  };
}

function portOf({ port, protocol }: URL): number {
  return Number(port) || defaultPort(protocol);
}

function defaultPort(protocol: string): number {
  return protocol === 'https:' ? 443 : 80;
}
