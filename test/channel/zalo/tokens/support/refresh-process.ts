import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TokenWorld } from './token-world.ts';

const WORKER = fileURLToPath(new URL('./refresh-worker.ts', import.meta.url));
const SCRIPT = `import { runnerImport } from 'vite'; await runnerImport(${JSON.stringify(WORKER)}, { configFile: false });`;

/** A refresh in a process of its own, which waits for `go`. */
export class RefreshProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #ended: Promise<unknown>;
  readonly #ready: Promise<void>;

  constructor(world: TokenWorld, refused: string, diesAt: string | null) {
    const order = {
      databaseUrl: world.database.url,
      key: world.key.toString('base64'),
      oauthRoot: world.fake.urls.oauth,
      refused,
      diesAt,
    };
    const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT, JSON.stringify(order)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.#ended = once(child, 'exit');
    const lines = createInterface({ input: child.stdout });
    this.#ready = new Promise((resolve) => {
      lines.on('line', (line) => {
        this.#lines.push(line);
        if (line === 'ready') resolve();
      });
    });
  }

  /** Resolves when the process is about to begin. */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /** The token it ended with; null when it died before. */
  async go(): Promise<string | null> {
    this.#child.stdin?.write('go\n');
    await this.#ended;
    return this.#lines.find((line) => line.startsWith('token '))?.slice('token '.length) ?? null;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
