import { isAbsolute } from 'node:path';
import { z } from 'zod';
import {
  certificateFile,
  digits,
  emailList,
  encryptionKey,
  hostList,
  hours,
  listOf,
  onOrOff,
  redisUrl,
  secureUrl,
  text,
  timeZone,
  url,
  whole,
  words,
} from '../lib/setting-kinds.ts';

const SURFACES = ['citizen', 'webhook', 'console', 'api'] as const;
export type Surface = (typeof SURFACES)[number];

/** Every setting there is, by the name of its variable. */
export const Environment = z.object({
  PORT: whole(0, 65_535).default(8080),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  WEB_SURFACES: listOf(SURFACES).default([...SURFACES]),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_URL_CONSOLE: url('postgres:', 'postgresql:').optional(),
  DATABASE_URL_BALLOT: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: redisUrl.optional(),
  DATA_DIR: text.default('.data'),
  SPOOL_DIR: text.optional(),
  TIME_ZONE: timeZone.default('Asia/Ho_Chi_Minh'),
  ENCRYPTION_KEY: encryptionKey.optional(),
  ENCRYPTION_KEY_PREVIOUS: encryptionKey.optional(),
  KEYS_DIR: text.optional(),
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
  ZALO_TEMPLATE_BACK_CHECK: digits.optional(),
  ZALO_TEMPLATE_SLIP: digits.optional(),
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
  BACK_CHECK_PERCENT: whole(0, 100).default(5),
  SURVEY_WINDOW: hours.default('08:00-11:30,13:30-20:30'),
  WEBHOOK_PRIVATE_HOSTS: hostList.default([]),
  DROP_FOLDER: text.refine(isAbsolute, 'must be an absolute path').optional(),
  DROP_FOLDER_UNIT: text.regex(/^(?:\d{2}|\d{5})$/, 'must be a commune or province code').optional(),
  HTTPS_PROXY: url('http:', 'https:').optional(),
  NO_PROXY: words.default([]),
  NODE_EXTRA_CA_CERTS: certificateFile.optional(),
  WORKER_NICE: whole(0, 19).default(5),
  MAX_EVENT_LOOP_DELAY_MS: whole(0, 60_000).default(1_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http:', 'https:').optional(),
  OTEL_SERVICE_NAME: text.default('hai-long'),
  MIX_BATCH: whole(1, 1_000).default(5),
  MIX_MAX_HOURS: whole(1, 10_000).default(168),
});

export type Settings = z.infer<typeof Environment>;

/** A half-set feature is an error, an absent one is null. */
export function crossFaults(settings: Settings): readonly string[] {
  const has = (name: keyof Settings) => Boolean(settings[name]);
  const needs = (name: keyof Settings, other: keyof Settings, why = '') =>
    has(name) && !has(other) ? [`${other} must be set when ${name} is${why}`] : [];
  const oidc = (['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter(has);
  const faults = [
    ...needs('DATABASE_URL', 'ENCRYPTION_KEY', ': keys never live beside the data they protect'),
    ...needs('ENCRYPTION_KEY_PREVIOUS', 'ENCRYPTION_KEY'),
    ...(has('DATABASE_URL') ? needs('ENCRYPTION_KEY_PREVIOUS', 'KEYS_DIR', ': without a ring all keys change') : []),
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
  'ZALO_TEMPLATE_BACK_CHECK',
  'ZALO_TEMPLATE_SLIP',
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
