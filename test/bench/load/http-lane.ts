import { connect, type Socket } from 'node:net';

type Settled = (status: number) => void;

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One keep-alive connection with one request at a time on the way, as a chat platform holds them: as cheap as a
 * client can be, so that a generator on the same machine takes little from what it measures.
 */
export class HttpLane {
  readonly #socket: Socket;
  #pending: Settled | null = null;
  #received: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('close', () => this.#settle(0));
    socket.on('error', () => undefined);
  }

  static open(port: number): Promise<HttpLane> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new HttpLane(socket)));
      socket.once('error', reject);
    });
  }

  /** @param settled is told the status; 0 when the connection broke */
  post(head: string, body: string, settled: Settled): void {
    this.#pending = settled;
    this.#socket.write(`${head}content-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end === -1) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + HEAD_END.length + length) return;
    this.#received = Buffer.alloc(0);
    this.#settle(Number(head.slice(9, 12)));
  }

  #settle(status: number): void {
    const pending = this.#pending;
    this.#pending = null;
    pending?.(status);
  }
}

export interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function headOf({ port, path, headers }: Target): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const type = 'content-type: application/json\r\n';
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${String(port)}\r\n${type}${lines.join('')}`;
}
