import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config, Surface } from '../config.ts';
import { assertNever } from '../lib/assert-never.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { Tracing } from '../lib/trace.ts';
import { channelDesk } from '../service/channel-desk.ts';
import { addressMark } from '../service/address-mark.ts';
import { openIntegrationDesk } from '../service/integration/integration-desk.ts';
import { openPeopleDesk } from '../service/people/people-desk.ts';
import { openSurveyDesk } from '../service/surveys/survey-desk.ts';
import { recordAudit } from '../service/record-audit.ts';
import { recordDossier } from '../service/record-dossier.ts';
import { recordDossiers } from '../service/record-dossiers.ts';
import { answerBackCheck, openBackCheck } from '../service/back-check/answer-on-page.ts';
import { showBackChecks } from '../service/back-check/show-back-checks.ts';
import { checkMessage } from '../service/check-message.ts';
import { askInvitation } from '../service/ask-invitation.ts';
import { findingDesk } from '../service/finding-desk.ts';
import { compareUnits } from '../service/compare-units.ts';
import { improvementDesk } from '../service/improvement-desk.ts';
import { importDesk } from '../service/import-desk.ts';
import { listDossiers } from '../service/list-dossiers.ts';
import { registerDossiers } from '../service/register-dossiers.ts';
import { exportAudit } from '../service/export-audit.ts';
import { showAudit } from '../service/show-audit.ts';
import { askBack } from '../service/ask-back.ts';
import { publishedLedger } from '../service/check-ledger.ts';
import { showDailyTotals } from '../service/show-daily-totals.ts';
import { showComments } from '../service/show-comments.ts';
import { setSampling } from '../service/draw/set-sampling.ts';
import { showDraw, showDraws } from '../service/draw/show-draws.ts';
import { showDossier } from '../service/show-dossier.ts';
import { showCoverage } from '../service/show-coverage.ts';
import { showAlerts } from '../service/show-alerts.ts';
import { showIndices } from '../service/show-indices.ts';
import { showLateness } from '../service/show-lateness.ts';
import { showLedgerDays, showLedgerEntries } from '../service/show-ledger.ts';
import { showQuestions } from '../service/show-questions.ts';
import { publicReports } from '../service/show-public.ts';
import { showRates } from '../service/show-rates.ts';
import { showTrend } from '../service/show-trend.ts';
import { statutoryDue } from '../service/statutory-due.ts';
import { undoRecording } from '../service/undo-recording.ts';
import { understandDossier } from '../service/understand-dossier.ts';
import { showReceipt } from '../service/show-receipt.ts';
import { currentPolicy } from '../service/settings/current-policy.ts';
import { methodInForce, openMethodDesk } from '../service/method/method-desk.ts';
import { openSettingsDesk } from '../service/settings/settings-desk.ts';
import { openRequestDesk } from '../service/rights/request-desk.ts';
import { showSurvey, type Visit } from '../service/show-survey.ts';
import type { Stores } from '../store/open-stores.ts';
import type { RouteEntry } from '../web/access.ts';
import { apiSurface } from '../web/api/api.ts';
import { requireApiKey } from '../web/api/authenticate.ts';
import type { Accounts } from '../web/auth/accounts.ts';
import { requireSession } from '../web/auth/require-session.ts';
import { citizenSurface } from '../web/citizen/citizen.ts';
import { evidenceSurface } from '../web/citizen/evidence.ts';
import { consoleSurface } from '../web/console/console.ts';
import { buildServer } from '../web/server.ts';
import type { LoadLimits } from '../web/shed-load.ts';
import { webhookSurface } from '../web/webhooks.ts';
import type { TelegramLink } from './connect-telegram.ts';
import type { ZaloLink } from './connect-zalo.ts';
import type { Parts } from './parts.ts';
import { withPolicy } from './policy-source.ts';
import { readinessOf } from './readiness.ts';
import type { Role } from './role.ts';

interface HttpSetting {
  readonly config: Config;
  readonly role: Role;
  readonly port: number;
  readonly parts: Parts;
  readonly stores: Stores;
  readonly accounts: Accounts;
  readonly telegram: TelegramLink | null;
  readonly zalo: ZaloLink | null;
  readonly metrics: Registry;
  readonly log: Logger;
  readonly tracing: Tracing | null;
}

export interface RunningHttp {
  readonly url: string;
  readonly routes: readonly RouteEntry[];
  close(): Promise<void>;
}

/** A worker serves its health and metrics only; a web process what `WEB_SURFACES` names. */
export async function startHttp(setting: HttpSetting): Promise<RunningHttp> {
  const { config, role, port, parts, stores, accounts, metrics, log } = setting;
  const mounted = role === 'worker' ? [] : config.http.surfaces;
  const server = await buildServer({
    publicUrl: new URL(parts.publicUrl),
    siteVerification: config.siteVerification,
    log,
    metrics,
    ready: readinessOf(parts),
    tracing: setting.tracing,
    limits: limitsOf(config),
    webhooks: mounted.includes('webhook') ? webhooksOf(setting) : null,
    surfaces: mounted.filter((name) => name !== 'webhook').map((name) => surfaceOf(name, setting)),
    guards: { session: requireSession(accounts), 'api-key': requireApiKey(stores.apiKeys) },
  });
  const url = await listen(server, config.http.host, port);
  return { url, routes: server.routeList, close: () => server.close() };
}

/** Beyond nine tenths of its heap a process does little but collect garbage. */
const HEAP_SHARE = 0.9;

function limitsOf({ http: { maxEventLoopDelayMs } }: Config): LoadLimits | null {
  if (maxEventLoopDelayMs === null) return null;
  return { maxEventLoopDelayMs, maxHeapBytes: HEAP_SHARE * getHeapStatistics().heap_size_limit };
}

/** @throws CodedError `port-taken` */
async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw new CodedError('port-taken', `Another program listens on port ${port}: set PORT to a free one.`, { cause });
  }
}

function webhooksOf({ telegram, zalo }: HttpSetting): FastifyPluginAsync {
  return webhookSurface({ telegram: telegram?.webhook ?? null, zalo: zalo?.webhook ?? null });
}

function surfaceOf(
  name: Exclude<Surface, 'webhook'>,
  { config, parts, accounts, zalo }: HttpSetting,
): FastifyPluginAsync {
  const { zone, references } = parts;
  const shared = {
    ...parts,
    zone,
    now: () => parts.clock.now(),
    registerDossiers: async (request: Parameters<typeof registerDossiers>[1]) =>
      registerDossiers(await withPolicy(parts), request),
    showDossier: (code: string, scope: Parameters<typeof showDossier>[2]) => showDossier(parts, code, scope),
    listDossiers: (query: Parameters<typeof listDossiers>[1]) => listDossiers(parts, query),
    showRates: (...args: Tail<typeof showRates>) => showRates(parts, ...args),
    showIndices: (...args: Tail<typeof showIndices>) => showIndices(parts, ...args),
  };
  switch (name) {
    case 'api':
      return apiSurface(shared);
    case 'console':
      return consoleSurface({
        ...shared,
        accounts,
        improvements: improvementDesk(parts),
        namesOf: (ids) => parts.audit.namesOf(ids),
        showComments: (...args) => showComments(parts, ...args),
        showQuestions: (...args) => showQuestions(parts, ...args),
        showCoverage: (...args) => showCoverage(parts, ...args),
        compareUnits: (...args) => compareUnits(parts, ...args),
        showTrend: (...args) => showTrend(parts, ...args),
        showLateness: (...args) => showLateness(parts, ...args),
        showAlerts: (...args) => showAlerts(parts, ...args),
        people: openPeopleDesk(parts),
        letters: { ...parts.subscriptions, canSend: parts.mailer !== null },
        surveys: openSurveyDesk(parts),
        integration: openIntegrationDesk({ ...parts, privateHosts: config.webhooks.privateHosts }),
        agency: config.agency,
        secondFactor: config.secondFactor,
        recordDossier: (recording) =>
          recordDossier(
            { ...parts, registerDossiers: async (request) => recordDossiers(await withPolicy(parts), request) },
            recording,
          ),
        undoRecording: (request) => undoRecording(parts, request),
        understandDossier: async (typed, scope) => understandDossier(await withPolicy(parts), typed, scope),
        statutoryDue: async () => statutoryDue(await withPolicy(parts)),
        recordAudit: (event) => recordAudit(parts, event),
        findings: findingDesk(parts),
        showBackChecks: (scope) => showBackChecks(parts, scope),
        requests: openRequestDesk({ ...parts, policy: () => currentPolicy(parts.policySource) }),
        showAudit: (...args) => showAudit(parts, ...args),
        exportAudit: (...args) => exportAudit(parts, ...args),
        addressMark: (email) => addressMark(parts.vault, email),
        imports: importDesk(parts),
        policy: () => currentPolicy(parts.policySource),
        setSampling: (by, asked) => setSampling(parts, by, asked),
        showDraws: (limit) => showDraws(parts, limit),
        settings: openSettingsDesk({ ...parts, ...parts.policySource }),
        method: openMethodDesk({ ...parts, ...parts.policySource }),
        channels: channelDesk(parts),
        showDailyTotals: (asked, scope) => showDailyTotals(parts, asked, scope),
        units: () => references.units(),
        procedures: () => references.procedures(),
        zaloConsent: zalo?.consent ?? null,
        secure: parts.publicUrl.startsWith('https:'),
      });
    case 'citizen':
      return both(
        citizenSurface({
          ...shared,
          inbox: parts.queues.inbox,
          units: () => references.units(),
          askInvitation: (asked) => askInvitation(parts, asked),
          checkMessage: (code) => checkMessage(parts, code),
          showSurvey: (visit: Visit) => showSurvey(parts, visit),
          openBackCheck: (token) => openBackCheck(parts, token),
          answerBackCheck: (token, answers) => answerBackCheck(parts, token, answers),
        }),
        evidenceOf(parts),
      );
    default:
      return assertNever(name);
  }
}

function evidenceOf(parts: Parts): FastifyPluginAsync {
  const { ledger, references } = parts;
  return evidenceSurface({
    showReceipt: (code) => showReceipt(parts, code),
    askBack: (code) => askBack(parts, code),
    publicReport: publicReports(parts),
    method: (unit) => methodInForce({ ...parts, ...parts.policySource }, unit),
    showLedgerDays: (limit) => showLedgerDays(ledger, limit),
    showLedgerEntries: (day) => showLedgerEntries(ledger, day),
    showDraws: (limit) => showDraws(parts, limit),
    showDraw: (month) => showDraw(parts, month),
    publishedLedger: () => publishedLedger(ledger),
    units: () => references.units(),
  });
}

function both(...surfaces: readonly FastifyPluginAsync[]): FastifyPluginAsync {
  return async (server) => {
    for (const surface of surfaces) await server.register(surface);
  };
}

type Tail<F extends (first: never, ...rest: never[]) => unknown> = F extends (
  first: never,
  ...rest: infer Rest
) => unknown
  ? Rest
  : never;
