import { createServer, type Server, type Socket } from 'node:net';

/** @param path without the host */
export type Answer = (path: string, body: string) => { readonly status: number; readonly body: string };

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * A server of short JSON calls over kept connections, as cheap as one can be, so that a platform on the same machine
 * takes little from what it measures. It knows bodies of a stated length only, which is how clients send JSON.
 */
export function createAnswerer(answer: Answer): Server {
  return createServer({ noDelay: true }, (socket) => {
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received = answerAll(socket, received + chunk, answer);
    });
    socket.on('error', () => undefined);
  });
}

/** Answers every request that is whole; returns what is left. */
function answerAll(socket: Socket, received: string, answer: Answer): string {
  for (;;) {
    const end = received.indexOf(HEAD_END);
    if (end === -1) return received;
    const head = received.slice(0, end);
    const begin = end + HEAD_END.length;
    const next = begin + Number(LENGTH.exec(head)?.[1] ?? 0);
    if (received.length < next) return received;
    const text = Buffer.from(received.slice(begin, next), 'latin1').toString();
    const { status, body } = answer(head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/')), text);
    const length = String(Buffer.byteLength(body));
    socket.write(
      `HTTP/1.1 ${String(status)} -\r\ncontent-type: application/json\r\ncontent-length: ${length}${HEAD_END}${body}`,
    );
    received = received.slice(next);
  }
}
