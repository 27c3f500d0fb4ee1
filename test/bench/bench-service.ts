import { chmod, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startApp, type RunningApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';
import { freePort } from '../../src/lib/free-port.ts';
import { ADMIN } from '../support/fixed-secrets.ts';
import { prepareFilled } from './load/prepare-filled.ts';

/** Kept between runs: seeded once, measured often. */
export const BENCH_FOLDER = resolve('.data/bench');

export interface BenchService {
  readonly app: RunningApp;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** The web role of the service on a database of its own. */
export async function startBenchService(): Promise<BenchService> {
  await mkdir(BENCH_FOLDER, { recursive: true });
  await chmod(BENCH_FOLDER, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: resolve(BENCH_FOLDER, 'postgres') });
  try {
    await prepareFilled(postgres.url);
    const port = await freePort();
    const config = readConfig({
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${String(port)}`,
      DATA_DIR: BENCH_FOLDER,
      DATABASE_URL: postgres.url,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      SECOND_FACTOR: 'optional',
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      LOG_LEVEL: 'error',
    });
    const app = await startApp(config, 'web');
    const close = async () => {
      await app.close();
      await postgres.stop();
    };
    return { app, databaseUrl: postgres.url, close };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
