import process from 'node:process';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { CodedError } from './lib/coded-error.ts';
import {
  digits,
  emailList,
  encryptionKey,
  hostList,
  hours,
  listOf,
  onOrOff,
  secureUrl,
  text,
  timeZone,
  url,
  whole,
} from './lib/setting-kinds.ts';

/** The only reader of the environment: strings in, a checked object out, all faults reported together. */

const SURFACES = ['citizen', 'webhook', 'console', 'api'] as const;
export type Surface = (typeof SURFACES)[number];

const Environment = z.object({
  PORT: whole(0, 65_535).default(8080),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  WEB_SURFACES: listOf(SURFACES).default([...SURFACES]),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_URL_CONSOLE: url('postgres:', 'postgresql:').optional(),
  DATABASE_URL_BALLOT: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  DATA_DIR: text.default('.data'),
  TIME_ZONE: timeZone.default('Asia/Ho_Chi_Minh'),
  ENCRYPTION_KEY: encryptionKey.optional(),
  BOOTSTRAP_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  BOOTSTRAP_ADMIN_PASSWORD: text.min(12, 'must have at least 12 characters').optional(),
  BOOTSTRAP_API_KEY: text.min(24, 'must have at least 24 characters').optional(),
  TELEGRAM_BOT_TOKEN: text.regex(/^\d+:[\w-]{30,}$/, 'must look like 123456:ABC… as BotFather gives it').optional(),
  TELEGRAM_API_ROOT: url('http:', 'https:').default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: text.regex(/^[\w-]{16,256}$/, 'must have 16 to 256 letters, digits, _ or -').optional(),
  TELEGRAM_BULK_PER_SECOND: whole(1, 10_000).default(25),
  ZALO_APP_ID: digits.optional(),
  ZALO_APP_SECRET: text.optional(),
  ZALO_OA_ID: digits.optional(),
  ZALO_OA_SECRET: text.optional(),
  ZALO_OA_NAME: text.max(100, 'must have at most 100 characters').optional(),
  ZALO_REFRESH_TOKEN: text.optional(),
  ZALO_OPENAPI_ROOT: url('http:', 'https:').default('https://openapi.zalo.me'),
  ZALO_BUSINESS_ROOT: url('http:', 'https:').default('https://business.openapi.zalo.me'),
  ZALO_OAUTH_ROOT: url('http:', 'https:').default('https://oauth.zaloapp.com'),
  ZALO_TEMPLATE_INVITE: digits.optional(),
  ZALO_TEMPLATE_LATE: digits.optional(),
  ZALO_TEMPLATE_CONDOLENCE: digits.optional(),
  ZALO_TEMPLATE_RATING: digits.optional(),
  ZALO_CHAT_SURVEY: onOrOff.default(true),
  ZALO_HASH_PHONES: onOrOff.default(false),
  ZALO_SITE_VERIFICATION: text.regex(/^[\w-]{1,200}$/, 'must be the code alone: letters, digits, _ or -').optional(),
  COMPLAINT_PHONE: text.regex(/^\d{3,11}$/, 'must be a telephone number of 3 to 11 digits').default('1022'),
  OIDC_ISSUER: secureUrl.optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_LABEL: text.max(60, 'must have at most 60 characters').optional(),
  SECOND_FACTOR: z.enum(['required', 'optional']).default('required'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SMTP_FROM: z.email('must be an e-mail address').optional(),
  LEDGER_MAIL_TO: emailList.default([]),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SURVEY_DELAY_MINUTES: whole(0, 43_200).default(120),
  SURVEY_WINDOW: hours.default('08:00-11:30,13:30-20:30'),
  WEBHOOK_PRIVATE_HOSTS: hostList.default([]),
  DROP_FOLDER: text.refine(isAbsolute, 'must be an absolute path').optional(),
  DROP_FOLDER_UNIT: text.regex(/^(?:\d{2}|\d{5})$/, 'must be a commune or province code').optional(),
  MIX_BATCH: whole(1, 1_000).default(5),
  MIX_MAX_HOURS: whole(1, 10_000).default(168),
});

type Settings = z.infer<typeof Environment>;

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
  readonly templates: Readonly<Record<'invite' | 'late' | 'condolence' | 'rating', string | null>>;
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
  };
  /** Null: embedded. */
  readonly database: {
    readonly url: string;
    readonly consoleUrl: string | null;
    readonly ballotUrl: string | null;
  } | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly timeZone: string;
  /** Null only in embedded mode: generated into the data directory. */
  readonly encryptionKey: Buffer | null;
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
  readonly survey: { readonly delayMinutes: number; readonly window: string };
  /** Where nightly files are put; null: nowhere. */
  readonly dropFolder: { readonly path: string; readonly unit: string | null } | null;
  readonly webhooks: {
    /** Hosts of webhooks that may be private and need no TLS. */
    readonly privateHosts: readonly string[];
  };
  readonly mix: { readonly batch: number; readonly maxHours: number };
}

/** @throws CodedError `config-invalid`, naming every variable at fault and never its value. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
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

/** A half-set feature is an error, an absent one is null. */
function crossFaults(settings: Settings): readonly string[] {
  const has = (name: keyof Settings) => Boolean(settings[name]);
  const needs = (name: keyof Settings, other: keyof Settings, why = '') =>
    has(name) && !has(other) ? [`${other} must be set when ${name} is${why}`] : [];
  const oidc = (['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter(has);
  const faults = [
    ...needs('DATABASE_URL', 'ENCRYPTION_KEY', ': keys never live beside the data they protect'),
    ...(has('BOOTSTRAP_ADMIN_EMAIL') === has('BOOTSTRAP_ADMIN_PASSWORD')
      ? []
      : ['BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD must be set together']),
    ...needs('DROP_FOLDER_UNIT', 'DROP_FOLDER'),
    ...(oidc.length % 3 === 0 ? [] : ['OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together']),
    ...(oidc.length === 3 ? needs('OIDC_ISSUER', 'PUBLIC_URL') : []),
    ...needs('SMTP_URL', 'SMTP_FROM'),
    ...(settings.LEDGER_MAIL_TO.length > 0 ? needs('LEDGER_MAIL_TO', 'SMTP_URL') : []),
    ...needs('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_TOKEN'),
    ...needs('TELEGRAM_WEBHOOK_SECRET', 'PUBLIC_URL', ': Telegram calls it'),
  ];
  return [...faults, ...zaloFaults(settings)];
}

const ZALO_ACCOUNT = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET'] as const;
const ZALO_DETAILS = [
  'ZALO_REFRESH_TOKEN',
  'ZALO_TEMPLATE_INVITE',
  'ZALO_TEMPLATE_LATE',
  'ZALO_TEMPLATE_CONDOLENCE',
  'ZALO_TEMPLATE_RATING',
] as const;

function zaloFaults(settings: Settings): readonly string[] {
  const missing = ZALO_ACCOUNT.filter((name) => settings[name] === undefined);
  if (missing.length === 0) {
    return settings.PUBLIC_URL
      ? []
      : ['PUBLIC_URL must be set when ZALO_APP_ID is: Zalo calls it and links lead there'];
  }
  if (missing.length < ZALO_ACCOUNT.length) {
    return [`${missing.join(', ')} must be set as well: ${ZALO_ACCOUNT.join(', ')} are set together`];
  }
  const idle = ZALO_DETAILS.filter((name) => settings[name] !== undefined);
  return idle.length === 0 ? [] : [`${ZALO_ACCOUNT.join(', ')} must be set when ${idle.join(', ')} is`];
}

function toConfig(settings: Settings): Config {
  const { BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password } = settings;
  return {
    http: {
      port: settings.PORT,
      host: settings.HOST,
      publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
      surfaces: settings.WEB_SURFACES,
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
    timeZone: settings.TIME_ZONE,
    encryptionKey: settings.ENCRYPTION_KEY ?? null,
    bootstrap: { admin: email && password ? { email, password } : null, apiKey: settings.BOOTSTRAP_API_KEY ?? null },
    telegram: telegramConfig(settings),
    zalo: zaloConfig(settings),
    siteVerification: settings.ZALO_SITE_VERIFICATION ?? null,
    complaintPhone: settings.COMPLAINT_PHONE,
    agency: oidcConfig(settings),
    secondFactor: settings.SECOND_FACTOR,
    mail: mailConfig(settings),
    logLevel: settings.LOG_LEVEL,
    survey: { delayMinutes: settings.SURVEY_DELAY_MINUTES, window: settings.SURVEY_WINDOW },
    dropFolder: settings.DROP_FOLDER ? { path: settings.DROP_FOLDER, unit: settings.DROP_FOLDER_UNIT ?? null } : null,
    webhooks: { privateHosts: settings.WEBHOOK_PRIVATE_HOSTS },
    mix: { batch: settings.MIX_BATCH, maxHours: settings.MIX_MAX_HOURS },
  };
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
    },
    chatSurvey: settings.ZALO_CHAT_SURVEY,
    hashPhones: settings.ZALO_HASH_PHONES,
  };
}
