import { SMTPServer } from 'smtp-server';

export interface ReceivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface FakeSmtp {
  readonly url: string;
  readonly letters: readonly ReceivedLetter[];
  /** Answers every letter with "try again later" until it is told to take them. */
  refuse(isRefusing: boolean): void;
  stop(): Promise<void>;
}

const USER = 'hai-long';
const PASSWORD = 'mật khẩu/thư';
export const SENDER = 'khong-tra-loi@hai-long.test';

/** As agencies' servers are: nothing without a password, from one sender only, one recipient a letter. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const letters: ReceivedLetter[] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: false,
    size: 100_000,
    onAuth: ({ username, password }, _session, done) =>
      username === USER && password === PASSWORD ? done(null, { user: USER }) : done(new Error('Invalid login')),
    onMailFrom: ({ address }, _session, done) => done(address === SENDER ? null : new Error('Not your address')),
    onRcptTo: ({ address }, { envelope }, done) =>
      done(address.endsWith('.test') && envelope.rcptTo.length === 0 ? null : new Error('Not one of ours')),
    onData: (stream, { envelope }, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (isRefusing) return done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
        const to = envelope.rcptTo.map(({ address }) => address);
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        letters.push({ from, to, ...parsed(Buffer.concat(pieces).toString('latin1')) });
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${String(port)}`,
    letters,
    refuse: (next) => void (isRefusing = next),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One part of plain text in base64 is all that we send; anything else fails here. */
function parsed(raw: string): Pick<ReceivedLetter, 'subject' | 'text'> {
  const [head = '', body = ''] = raw.split('\r\n\r\n', 2);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  if (header('content-type') !== 'text/plain; charset=utf-8' || header('content-transfer-encoding') !== 'base64') {
    throw new Error(`Not plain text: ${unfolded}`);
  }
  return { subject: decodedWords(header('subject')), text: Buffer.from(body, 'base64').toString('utf8') };
}

/** RFC 2047. */
function decodedWords(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, how: string, word: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('latin1')
        : word
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9A-F]{2})/gi, (_byte, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
    .replaceAll(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}
