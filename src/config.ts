import { join, resolve } from 'node:path';
import process from 'node:process';
import { crossFaults, Environment, type Settings, type Surface } from './config/environment.ts';
import { CodedError } from './lib/coded-error.ts';
import { readProxy, type Proxy } from './lib/outbound/proxy.ts';

/** The only reader of the environment: strings in, a checked object out, all faults reported together. */

export type { Surface } from './config/environment.ts';

export interface TelegramConfig {
  readonly botToken: string;
  readonly apiRoot: string;
  /** Null: long polling. */
  readonly webhookSecret: string | null;
  readonly bulkPerSecond: number;
}

export interface ZaloConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  /** Of the webhook page. */
  readonly oaSecret: string;
  /** As citizens find it; null: the slip names no account. */
  readonly oaName: string | null;
  /** The first grant; null: through the consent page. */
  readonly refreshToken: string | null;
  readonly roots: { readonly openapi: string; readonly business: string; readonly oauth: string };
  /** Ids of approved templates; null: not used. */
  readonly templates: Readonly<
    Record<'invite' | 'late' | 'condolence' | 'rating' | 'back-check' | 'slip-notice', string | null>
  >;
  /** False: answers never pass through Zalo, only the link to the page does. */
  readonly chatSurvey: boolean;
  readonly hashPhones: boolean;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people know it as: "Cổng đăng nhập thành phố". */
  readonly label: string | null;
}

export interface Config {
  readonly http: {
    readonly port: number;
    readonly host: string;
    readonly publicUrl: string | null;
    readonly surfaces: readonly Surface[];
    /** From when on pages are asked to come again later; null: never. */
    readonly maxEventLoopDelayMs: number | null;
  };
  /** Null: embedded. */
  readonly database: {
    readonly url: string;
    readonly consoleUrl: string | null;
    readonly ballotUrl: string | null;
  } | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  /** Where updates wait on disk while the queue is away; null: they are refused then. */
  readonly spoolDir: string | null;
  readonly timeZone: string;
  /** Null only in embedded mode: generated into the data directory. */
  readonly encryptionKey: Buffer | null;
  /** The one before, which the ring may still be sealed with. */
  readonly previousKey: Buffer | null;
  /** Where the key ring lies; null: there is none, every key is derived from the master key. */
  readonly keysDir: string | null;
  readonly bootstrap: {
    readonly admin: { readonly email: string; readonly password: string } | null;
    readonly apiKey: string | null;
  };
  readonly telegram: TelegramConfig | null;
  readonly zalo: ZaloConfig | null;
  /** What Zalo's console looks for to believe that the domain is ours. */
  readonly siteVerification: string | null;
  readonly complaintPhone: string;
  /** The directory that agencies sign in with; null when there is none. */
  readonly agency: OidcConfig | null;
  /** Whether admins above wards and auditors must add a second factor before anything else. */
  readonly secondFactor: 'required' | 'optional';
  /** Null: nothing is mailed, links are shown on screen. */
  readonly mail: { readonly url: string; readonly from: string; readonly ledgerTo: readonly string[] } | null;
  readonly logLevel: string;
  /** By how much a worker process lowers its priority; 0: not at all. */
  readonly workerNice: number;
  readonly survey: { readonly delayMinutes: number; readonly window: string; readonly backCheckPercent: number };
  /** Where nightly files are put; null: nowhere. */
  readonly dropFolder: { readonly path: string; readonly unit: string | null } | null;
  readonly webhooks: {
    /** Hosts of webhooks that may be private and need no TLS. */
    readonly privateHosts: readonly string[];
  };
  /** What everything goes through that leaves the network; null: nothing. */
  readonly proxy: Proxy | null;
  /** Where traces go; null: none are kept. */
  readonly tracing: { readonly endpoint: string; readonly service: string } | null;
  readonly mix: { readonly batch: number; readonly maxHours: number };
}

/** @throws CodedError `config-invalid`, naming every variable at fault and never its value. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  // Other programs read these in small letters as well.
  const spelt = { HTTPS_PROXY: env['https_proxy'], NO_PROXY: env['no_proxy'], ...env };
  const given = Object.fromEntries(
    Object.entries(spelt).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  const faults = parsed.success
    ? crossFaults(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new CodedError('config-invalid', `The configuration cannot be used:\n  ${faults.join('\n  ')}`);
  }
  return toConfig(parsed.data);
}

function toConfig(settings: Settings): Config {
  const { BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password } = settings;
  return {
    http: {
      port: settings.PORT,
      host: settings.HOST,
      publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
      surfaces: settings.WEB_SURFACES,
      maxEventLoopDelayMs: settings.MAX_EVENT_LOOP_DELAY_MS || null,
    },
    database: settings.DATABASE_URL
      ? {
          url: settings.DATABASE_URL,
          consoleUrl: settings.DATABASE_URL_CONSOLE ?? null,
          ballotUrl: settings.DATABASE_URL_BALLOT ?? null,
        }
      : null,
    redisUrl: settings.REDIS_URL ?? null,
    dataDir: resolve(settings.DATA_DIR),
    spoolDir: besideData('spool', settings.SPOOL_DIR, settings),
    timeZone: settings.TIME_ZONE,
    encryptionKey: settings.ENCRYPTION_KEY ?? null,
    previousKey: settings.ENCRYPTION_KEY_PREVIOUS ?? null,
    keysDir: besideData('keys', settings.KEYS_DIR, settings),
    bootstrap: { admin: email && password ? { email, password } : null, apiKey: settings.BOOTSTRAP_API_KEY ?? null },
    telegram: telegramConfig(settings),
    zalo: zaloConfig(settings),
    siteVerification: settings.ZALO_SITE_VERIFICATION ?? null,
    complaintPhone: settings.COMPLAINT_PHONE,
    agency: oidcConfig(settings),
    secondFactor: settings.SECOND_FACTOR,
    mail: mailConfig(settings),
    logLevel: settings.LOG_LEVEL,
    workerNice: settings.WORKER_NICE,
    survey: {
      delayMinutes: settings.SURVEY_DELAY_MINUTES,
      window: settings.SURVEY_WINDOW,
      backCheckPercent: settings.BACK_CHECK_PERCENT,
    },
    dropFolder: settings.DROP_FOLDER ? { path: settings.DROP_FOLDER, unit: settings.DROP_FOLDER_UNIT ?? null } : null,
    webhooks: { privateHosts: settings.WEBHOOK_PRIVATE_HOSTS },
    proxy: settings.HTTPS_PROXY ? readProxy(settings.HTTPS_PROXY, settings.NO_PROXY) : null,
    tracing: settings.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT, service: settings.OTEL_SERVICE_NAME }
      : null,
    mix: { batch: settings.MIX_BATCH, maxHours: settings.MIX_MAX_HOURS },
  };
}

/** An embedded installation has its disk; of any other only who runs it knows what outlives a restart. */
function besideData(name: string, given: string | undefined, { DATABASE_URL, DATA_DIR }: Settings): string | null {
  if (given) return resolve(given);
  return DATABASE_URL ? null : join(resolve(DATA_DIR), name);
}

function oidcConfig(settings: Settings): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (!issuer || !clientId || !clientSecret) return null;
  return { issuer, clientId, clientSecret, label: settings.OIDC_LABEL ?? null };
}

function mailConfig({ SMTP_URL: url, SMTP_FROM: from, LEDGER_MAIL_TO: ledgerTo }: Settings): Config['mail'] {
  return url && from ? { url, from, ledgerTo } : null;
}

function telegramConfig(settings: Settings): TelegramConfig | null {
  if (!settings.TELEGRAM_BOT_TOKEN) return null;
  return {
    botToken: settings.TELEGRAM_BOT_TOKEN,
    apiRoot: settings.TELEGRAM_API_ROOT,
    webhookSecret: settings.TELEGRAM_WEBHOOK_SECRET ?? null,
    bulkPerSecond: settings.TELEGRAM_BULK_PER_SECOND,
  };
}

function zaloConfig(settings: Settings): ZaloConfig | null {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_ID: oaId, ZALO_OA_SECRET: oaSecret } = settings;
  if (!appId || !appSecret || !oaId || !oaSecret) return null;
  return {
    appId,
    appSecret,
    oaId,
    oaSecret,
    oaName: settings.ZALO_OA_NAME ?? null,
    refreshToken: settings.ZALO_REFRESH_TOKEN ?? null,
    roots: {
      openapi: settings.ZALO_OPENAPI_ROOT,
      business: settings.ZALO_BUSINESS_ROOT,
      oauth: settings.ZALO_OAUTH_ROOT,
    },
    templates: {
      invite: settings.ZALO_TEMPLATE_INVITE ?? null,
      late: settings.ZALO_TEMPLATE_LATE ?? null,
      condolence: settings.ZALO_TEMPLATE_CONDOLENCE ?? null,
      rating: settings.ZALO_TEMPLATE_RATING ?? null,
      'back-check': settings.ZALO_TEMPLATE_BACK_CHECK ?? null,
      'slip-notice': settings.ZALO_TEMPLATE_SLIP ?? null,
    },
    chatSurvey: settings.ZALO_CHAT_SURVEY,
    hashPhones: settings.ZALO_HASH_PHONES,
  };
}
