import { Registry } from 'prom-client';
import { seedReferences } from '../../../src/app/seed-references.ts';
import { freePort } from '../../../src/lib/free-port.ts';
import { importUnits } from '../../../src/service/import-units.ts';
import type { Channel, Mailer } from '../../../src/service/ports.ts';
import { addressMark } from '../../../src/service/address-mark.ts';
import { exportAudit } from '../../../src/service/export-audit.ts';
import { openIntegrationDesk } from '../../../src/service/integration/integration-desk.ts';
import { openPeopleDesk } from '../../../src/service/people/people-desk.ts';
import { openSurveyDesk } from '../../../src/service/surveys/survey-desk.ts';
import { recordAudit } from '../../../src/service/record-audit.ts';
import { recordDossier } from '../../../src/service/record-dossier.ts';
import { recordDossiers } from '../../../src/service/record-dossiers.ts';
import { showAudit } from '../../../src/service/show-audit.ts';
import { openRequestDesk } from '../../../src/service/rights/request-desk.ts';
import { showBackChecks } from '../../../src/service/back-check/show-back-checks.ts';
import { findingDesk } from '../../../src/service/finding-desk.ts';
import { channelDesk } from '../../../src/service/channel-desk.ts';
import { compareUnits } from '../../../src/service/compare-units.ts';
import { improvementDesk } from '../../../src/service/improvement-desk.ts';
import { importDesk } from '../../../src/service/import-desk.ts';
import { showDailyTotals } from '../../../src/service/show-daily-totals.ts';
import { showComments } from '../../../src/service/show-comments.ts';
import { showDossier } from '../../../src/service/show-dossier.ts';
import { showCoverage } from '../../../src/service/show-coverage.ts';
import { showAlerts } from '../../../src/service/show-alerts.ts';
import { showIndices } from '../../../src/service/show-indices.ts';
import { showQuestions } from '../../../src/service/show-questions.ts';
import { showLateness } from '../../../src/service/show-lateness.ts';
import { showRates } from '../../../src/service/show-rates.ts';
import { showTrend } from '../../../src/service/show-trend.ts';
import { statutoryDue } from '../../../src/service/statutory-due.ts';
import { undoRecording } from '../../../src/service/undo-recording.ts';
import { setSampling } from '../../../src/service/draw/set-sampling.ts';
import { showDraws } from '../../../src/service/draw/show-draws.ts';
import { currentPolicy, type PolicySource } from '../../../src/service/settings/current-policy.ts';
import { openMethodDesk } from '../../../src/service/method/method-desk.ts';
import { openSettingsDesk } from '../../../src/service/settings/settings-desk.ts';
import { understandDossier } from '../../../src/service/understand-dossier.ts';
import { connect } from '../../../src/store/connect.ts';
import { openStores } from '../../../src/store/open-stores.ts';
import { createAccounts, type Accounts } from '../../../src/web/auth/accounts.ts';
import type { AgencyDirectory } from '../../../src/web/auth/create-auth.ts';
import { requireSession } from '../../../src/web/auth/require-session.ts';
import { consoleSurface } from '../../../src/web/console/console.ts';
import type { ConsoleParts } from '../../../src/web/console/parts.ts';
import { buildServer } from '../../../src/web/server.ts';
import { Vault } from '../../../src/lib/vault.ts';
import { createDatabase } from '../../support/database.ts';
import { demoUnits } from '../../support/demo-units.ts';
import { query } from '../../support/look.ts';
import { logToRun } from '../../support/run-log.ts';
import { withClosers, type OnClose } from '../../support/with-closers.ts';

/** Monday 23 November 2026, 14:05 in Vietnam. */
export const NOW = new Date('2026-11-23T07:05:00Z');
const HOURS = '08:00-11:30,13:30-20:30';
const ZONE = 'Asia/Ho_Chi_Minh';

export const PASSWORD = 'mat-khau-rat-dai';
export const CLERK = {
  email: 'can-bo@hai-long.test',
  name: 'Nguyễn Thị Hường',
  role: 'ward-staff',
  scope: '99001',
} as const;
export const WARD_ADMIN = {
  email: 'quan-tri-xa@hai-long.test',
  name: 'Đỗ Văn Quỳnh',
  role: 'ward-admin',
  scope: '99001',
} as const;
export const PROVINCE_ADMIN = {
  email: 'quan-tri-tinh@hai-long.test',
  name: 'Lê Thị Ngữ',
  role: 'province-admin',
  scope: '01',
} as const;
export const AUDITOR = { email: 'kiem-tra@hai-long.test', name: 'Trần Ưng', role: 'auditor', scope: null } as const;
export const MINISTRY_ADMIN = {
  email: 'quan-tri@hai-long.test',
  name: 'Phạm Ái',
  role: 'ministry-admin',
  scope: null,
} as const;
export const PEOPLE = [CLERK, WARD_ADMIN, PROVINCE_ADMIN, AUDITOR, MINISTRY_ADMIN];

type Letter = Parameters<Mailer['send']>[0];

export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;

export interface ConsoleOptions {
  readonly secondFactor?: ConsoleParts['secondFactor'];
  /** With it the console listens at `base`, where a directory can send browsers back to. */
  readonly agency?: AgencyDirectory & { readonly label: string | null };
}

/** The console on a real database and real use cases, at a fixed time; people of every role can sign in. */
export function startConsole(options: ConsoleOptions = {}) {
  return withClosers((onClose) => open(options, onClose));
}

async function open({ secondFactor = 'optional', agency }: ConsoleOptions, onClose: OnClose) {
  const base = agency ? `http://127.0.0.1:${String(await freePort())}` : 'http://localhost';
  const database = await createDatabase();
  onClose(database.drop);
  const connections = connect({ url: database.url });
  onClose(() => connections.close());
  const stores = openStores(connections);
  const vault = new Vault(Buffer.alloc(32, 7));
  await seedReferences(stores.references);
  await importUnits(stores.references, await demoUnits());
  const accounts = createAccounts({
    prisma: connections.console,
    secret: vault.secretFor('session'),
    publicUrl: new URL(base),
    agency: agency ?? null,
  });
  for (const person of PEOPLE) await accounts.createPerson({ ...person, password: PASSWORD });
  let now = NOW;
  const clock = { now: () => now };
  const letters: Letter[] = [];
  const mailer: Mailer = { send: async (letter) => letters.push(letter) > 0 };
  const policy = {
    zone: ZONE,
    window: { kind: 'always' },
    isHoliday: () => false,
    delayMinutes: 120,
    reminderHours: 48,
  } as const;
  const source: PolicySource = {
    settings: stores.settings,
    defaults: {
      delayMinutes: 120,
      window: HOURS,
      reminderHours: 48,
      daysOff: [],
      workingDays: [],
      backCheckPercent: 5,
    },
    zone: ZONE,
    isPublicHoliday: () => false,
  };
  const shared = {
    ...stores,
    vault,
    clock,
    zone: ZONE,
    policy,
    publicUrl: 'https://hai-long.test',
    telegram,
    zaloAccount,
  };
  const parts: ConsoleParts = {
    accounts,
    now: clock.now,
    zone: ZONE,
    policy: () => currentPolicy(source),
    setSampling: (by, asked) => setSampling(shared, by, asked),
    showDraws: (limit) => showDraws(shared, limit),
    settings: openSettingsDesk({ ...shared, ...source }),
    method: openMethodDesk(shared),
    references: stores.references,
    agency: agency ?? null,
    secondFactor,
    people: openPeopleDesk({ ...shared, mailer }),
    letters: { ...stores.subscriptions, canSend: true },
    integration: openIntegrationDesk({ ...shared, privateHosts: [] }),
    recordDossier: (recording) =>
      recordDossier({ ...shared, registerDossiers: (request) => recordDossiers(shared, request) }, recording),
    undoRecording: (request) => undoRecording(shared, request),
    understandDossier: (typed, scope) => understandDossier(shared, typed, scope),
    statutoryDue: () => statutoryDue(shared),
    recordAudit: (event) => recordAudit(shared, event),
    findings: findingDesk(shared),
    showBackChecks: (scope) => showBackChecks(shared, scope),
    requests: openRequestDesk({ ...shared, policy: () => currentPolicy(source) }),
    showAudit: (...asked) => showAudit(shared, ...asked),
    exportAudit: (...asked) => exportAudit(shared, ...asked),
    addressMark: (email) => addressMark(vault, email),
    imports: importDesk(shared),
    channels: channelDesk({ ...shared, ...NO_CHANNELS }),
    publicUrl: 'https://hai-long.test',
    complaintPhone: '1022',
    surveys: openSurveyDesk(shared),
    showDailyTotals: (asked, scope) => showDailyTotals(shared, asked, scope),
    showDossier: (code, scope) => showDossier(shared, code, scope),
    showRates: (...asked) => showRates(shared, ...asked),
    showIndices: (...asked) => showIndices(shared, ...asked),
    improvements: improvementDesk(shared),
    namesOf: (ids) => stores.audit.namesOf(ids),
    showComments: (...asked) => showComments(shared, ...asked),
    showQuestions: (...asked) => showQuestions(shared, ...asked),
    showCoverage: (...asked) => showCoverage(shared, ...asked),
    compareUnits: (...asked) => compareUnits(shared, ...asked),
    showTrend: (...asked) => showTrend(shared, ...asked),
    showLateness: (...asked) => showLateness(shared, ...asked),
    showAlerts: (...asked) => showAlerts(shared, ...asked),
    units: () => stores.references.units(),
    procedures: () => stores.references.procedures(),
    zaloConsent: null,
    secure: false,
  };
  const server = await buildServer({
    publicUrl: new URL(base),
    log: logToRun(),
    metrics: new Registry(),
    ready: async () => ({ ok: true, parts: {} }),
    surfaces: [consoleSurface(parts)],
    guards: { session: requireSession(accounts) },
  });
  onClose(() => server.close());
  if (agency) await server.listen({ host: '127.0.0.1', port: Number(new URL(base).port) });
  const sessions = new Map<string, Promise<string>>();
  return {
    server,
    database: connections,
    base,
    parts,
    shared,
    accounts,
    letters,
    source,
    /** Moves the clock of everything but better-auth’s own. */
    skip: (ms: number) => void (now = new Date(now.getTime() + ms)),
    audit: { audit: stores.audit, vault, clock },
    execute: async (sql: string, values: unknown[] = []) => void (await query(database.url, sql, values)),
    query: (sql: string, values: unknown[] = []) => query<Record<string, unknown>>(database.url, sql, values),
    /** The Cookie header of somebody who signs in once, for as long as nothing ends that session. */
    sessionOf(email: string): Promise<string> {
      const session = sessions.get(email) ?? cookieOf(accounts, email);
      sessions.set(email, session);
      return session;
    },
  };
}

const NO_CHANNELS = {
  channels: new Map(),
  budgets: new Map(),
  grants: new Map(),
  queues: {
    dead: { list: async () => [], retry: async () => false, drop: async () => false },
    inbox: { accept: async () => undefined },
    state: async () => ({ lanes: [], arriving: 0, oldestArrivalAt: null }),
  },
};

const zaloAccount = { id: '388613280878808645', name: 'Hài Lòng · Tỉnh Thử' };

const telegram: Channel = {
  name: 'telegram',
  account: 'hai_long_bot',
  send: async () => ({ kind: 'sent', platformId: null }),
  linkFor: (token) => `https://t.me/hai_long_bot?start=${token}`,
};

/** The Cookie header of somebody who has signed in. */
export async function cookieOf(accounts: Accounts, email: string, password = PASSWORD): Promise<string> {
  const outcome = await accounts.signIn(email, password, new Headers());
  const cookies = outcome.kind === 'opened' ? outcome.cookies : [];
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

/** A form as a browser sends it from our own page. */
export function post(url: string, fields: Readonly<Record<string, string>>, cookie = '') {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', cookie },
    payload: new URLSearchParams(fields).toString(),
  } as const;
}

/** What somebody gets at an address. */
export async function getAs({ server, sessionOf }: RunningConsole, email: string, url: string) {
  return server.inject({ url, headers: { cookie: await sessionOf(email) } });
}

/** What somebody gets for a form that they send. */
export async function postAs(
  { server, sessionOf }: RunningConsole,
  email: string,
  url: string,
  fields: Readonly<Record<string, string>> = {},
) {
  return server.inject(post(url, fields, await sessionOf(email)));
}
