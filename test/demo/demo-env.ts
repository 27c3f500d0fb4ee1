import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { freePort, isFree } from '../../src/lib/free-port.ts';
import type { DemoSecrets } from './demo-secrets.ts';

type Env = Readonly<Record<string, string | undefined>>;

export const DEFAULT_PORT = 8080;
/** The number before the colon is the bot's account: chats of earlier starts belong to it. */
const BOT = '4200000002';

export interface DemoPorts {
  readonly service: number;
  readonly phones: number;
  /** The port that was wanted for the service and taken by somebody else; null when it was had. */
  readonly taken: number | null;
}

/** `PORT` and the one after it, or free ones. */
export async function demoPorts(env: Env): Promise<DemoPorts> {
  const wanted = Number(env['PORT'] ?? DEFAULT_PORT);
  const isHad = wanted !== 0 && (await isFree(wanted));
  const service = isHad ? wanted : await freePort();
  const phones = isHad && (await isFree(wanted + 1)) ? wanted + 1 : 0;
  return { service, phones, taken: isHad || wanted === 0 ? null : wanted };
}

export function demoDataDir(env: Env): string {
  return resolve(env['DATA_DIR'] ?? '.data/demo');
}

export function demoBotToken(): string {
  return `${BOT}:${randomBytes(24).toString('base64url')}`;
}

export function demoPublicUrl(env: Env, port: number): string {
  return env['PUBLIC_URL'] ?? `http://localhost:${port}`;
}

/**
 * What the service is started with. Of the caller's environment only harmless settings count: made-up data must
 * never reach a database that somebody works with.
 */
export function demoEnv(
  env: Env,
  given: {
    readonly secrets: DemoSecrets;
    readonly port: number;
    readonly botToken: string;
    readonly apiRoot: string;
    readonly zalo: Readonly<Record<`ZALO_${string}`, string>>;
  },
): Record<string, string | undefined> {
  return {
    PORT: String(given.port),
    HOST: env['HOST'],
    PUBLIC_URL: demoPublicUrl(env, given.port),
    DATA_DIR: demoDataDir(env),
    LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn',
    BOOTSTRAP_ADMIN_EMAIL: given.secrets.email,
    BOOTSTRAP_ADMIN_PASSWORD: given.secrets.password,
    BOOTSTRAP_API_KEY: given.secrets.apiKey,
    SECOND_FACTOR: 'optional',
    TELEGRAM_BOT_TOKEN: given.botToken,
    TELEGRAM_API_ROOT: given.apiRoot,
    ...given.zalo,
    SURVEY_DELAY_MINUTES: '0',
    SURVEY_WINDOW: 'always',
    MIX_BATCH: '1',
  };
}
