import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Where connections go: in turn, and on to the next when one does not take them. */
export type Targets = () => readonly Target[];

/** Stands in front of several servers as a load balancer or a virtual address does. */
export interface Relay {
  readonly port: number;
  /** Ends what is open, as a balancer does when it switches over. */
  drop(): void;
  close(): Promise<void>;
}

export async function startRelay(targets: Targets, host = '127.0.0.1'): Promise<Relay> {
  const open = new Set<Socket>();
  let turn = 0;

  function keep(socket: Socket): void {
    open.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  function join(client: Socket, candidates: readonly Target[]): void {
    const [target, ...others] = candidates;
    if (target === undefined) return void client.destroy();
    const server = connect(target);
    server.once('error', () => join(client, others));
    server.once('connect', () => {
      server.removeAllListeners('error');
      keep(server);
      client.pipe(server).pipe(client);
      client.once('close', () => server.destroy());
      server.once('close', () => client.destroy());
    });
  }

  const relay = createServer((client) => {
    keep(client);
    const all = targets();
    turn = (turn + 1) % Math.max(all.length, 1);
    join(client, [...all.slice(turn), ...all.slice(0, turn)]);
  });
  await new Promise<void>((resolve, reject) => relay.once('error', reject).listen(0, host, resolve));
  const drop = () => open.forEach((socket) => socket.destroy());
  return {
    port: (relay.address() as AddressInfo).port,
    drop,
    async close() {
      const closed = new Promise((resolve) => relay.close(resolve));
      drop();
      await closed;
    },
  };
}
