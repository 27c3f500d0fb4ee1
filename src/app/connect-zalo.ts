import type { Counter, Registry } from 'prom-client';
import type { ZaloAlert } from '../channel/zalo/alert.ts';
import { createRoute } from '../channel/zalo/route.ts';
import { ZaloError } from '../channel/zalo/sdk/zalo-error.ts';
import type { TemplateSettings } from '../channel/zalo/templates/template-book.ts';
import { createVerifier } from '../channel/zalo/verify.ts';
import { handleWebhook } from '../channel/zalo/webhook.ts';
import { createZalo, type ZaloParts } from '../channel/zalo/zalo.ts';
import type { Config, ZaloConfig } from '../config.ts';
import type { ChannelGrant } from '../domain/channel-health.ts';
import { wordTyped, zaloTextFor } from '../domain/text/zalo-text.ts';
import { TEMPLATE_NAMES } from '../domain/message.ts';
import type { TemplatePolicy } from '../domain/template-policy.ts';
import { assertNever } from '../lib/assert-never.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import { counter } from '../lib/metrics.ts';
import type { Vault } from '../lib/vault.ts';
import type { Queues } from '../queue/queues.ts';
import type { Channel, Clock, SendingBudget } from '../service/ports.ts';
import { openZaloTokens } from '../store/zalo-tokens.ts';
import type { ConsentOutcome, ZaloConsent } from '../web/console/parts.ts';
import { assets } from '../web/ui/assets.ts';
import type { WebhookHandler } from '../web/webhooks.ts';

export const CONSENT_CALLBACK = '/oauth/zalo/callback';

export type GrantState = 'granted' | 'first-grant' | 'spent' | 'none';

export interface ZaloLink {
  readonly channel: Channel;
  readonly webhook: WebhookHandler;
  readonly consent: ZaloConsent;
  readonly templates: TemplatePolicy;
  readonly budget: SendingBudget;
  /** What there is to send with; for the banner. */
  grantState(): Promise<GrantState>;
  /** Its age, never the token. */
  grantAge(): Promise<ChannelGrant>;
  /** Takes up the ratings that the webhook may have lost; returns how many there were of the last two days. */
  recoverRatings(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

interface Setting {
  readonly config: Config;
  readonly publicUrl: string;
  readonly queues: Queues;
  readonly metrics: Registry;
  readonly databaseUrl: string;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
}

/** The Official Account, or null when none is configured. Every process may send and receive; one refreshes the grant. */
export function connectZalo(setting: Setting): ZaloLink | null {
  const { zalo: settings } = setting.config;
  if (!settings) return null;
  const { databaseUrl, vault, log, metrics } = setting;
  const store = openZaloTokens({ url: databaseUrl, vault, account: settings.oaId });
  const alerts = counter(metrics, 'hai_long_zalo_alerts_total', 'What an operator of Zalo should look at', ['kind']);
  const zalo = createZalo({
    ...setting,
    ...settings,
    store,
    seed: settings.refreshToken,
    templates: templatesOf(settings),
    consent: { redirectUri: `${setting.publicUrl}${CONSENT_CALLBACK}`, secret: vault.secretFor('zalo-consent') },
    wordTyped,
    phoneCard: {
      title: zaloTextFor('vi').phoneCardTitle,
      imageUrl: `${setting.publicUrl}${assets().phoneCard.url}`,
    },
    onAlert: (alert) => tell(alert, alerts, log),
  });
  return {
    channel: zalo.channel,
    webhook: webhookOf(settings, zalo, setting),
    templates: policyOf(settings),
    budget: zalo.budget,
    consent: consentOf(zalo, settings.oaId, log),
    async grantState() {
      const { grant, failure, usedSeeds } = await store.read();
      if (failure?.fault === 'spent') return 'spent';
      if (grant) return 'granted';
      return settings.refreshToken !== null && usedSeeds.length === 0 ? 'first-grant' : 'none';
    },
    async grantAge() {
      const { grant, failure } = await store.read();
      if (!grant) return { kind: 'missing' };
      const { refreshedAt, expiresAt } = grant;
      return { kind: 'renewed', refreshedAt, expiresAt, isFailing: failure !== null };
    },
    async recoverRatings() {
      const updates = await zalo.fetchRatings();
      for (const update of updates) await setting.queues.inbox.accept(update);
      return updates.length;
    },
    start: () => zalo.start(),
    stop: () => zalo.stop(),
  };
}

/** As long as they get: what a template asks beyond these is told at the start. */
const SAMPLE = {
  don_vi: 'UBND phường Nghĩa Lộ',
  thu_tuc: 'Đăng ký khai sinh có yếu tố nước ngoài',
  ma_ho_so: '261005-0001',
  ma_phieu: 'K7M2QX',
  ngay: '31/12/2026',
  han: '31/12/2026',
  lien_ket: 'A'.repeat(44),
};

function templatesOf({ templates }: ZaloConfig): TemplateSettings {
  const given = Object.entries(templates).flatMap(([name, id]) =>
    id === null ? [] : [[name, { id, sample: SAMPLE }]],
  );
  return Object.fromEntries(given);
}

function policyOf({ oaId, templates, chatSurvey }: ZaloConfig): TemplatePolicy {
  const offered = TEMPLATE_NAMES.filter((name) => templates[name] !== null);
  return { account: oaId, offered: new Set(offered), chatSurvey };
}

function tell(alert: ZaloAlert, alerts: Counter<'kind'>, log: Log): void {
  alerts.inc({ kind: alert.kind });
  switch (alert.kind) {
    case 'grant': {
      const { fault, failure } = alert;
      const message = 'the Zalo grant was not renewed: a person may have to consent again at /oauth/zalo';
      return log.error({ fault, failure }, message);
    }
    case 'operator':
    case 'our-bug':
    case 'unknown-code': {
      const { kind, call, failure, description } = alert;
      return log.error({ kind, call, failure, description }, 'Zalo refuses a call');
    }
    case 'template':
      return log.error(
        { template: alert.template, problems: alert.problems },
        'a Zalo template cannot be used as it is',
      );
    default:
      return assertNever(alert);
  }
}

function webhookOf(
  settings: ZaloConfig,
  { book, budget }: ZaloParts,
  { queues, metrics, clock, log }: Setting,
): WebhookHandler {
  const events = counter(metrics, 'hai_long_zalo_events_total', 'Events from Zalo by kind', ['kind']);
  const verify = createVerifier(settings);
  const route = createRoute({ oaId: settings.oaId, clock });
  return (request) =>
    handleWebhook(request, {
      verify,
      route,
      accept: (update) => queues.inbox.accept(update),
      count: (kind) => events.inc({ kind }),
      onAccountChange({ what, templateId }) {
        log.info({ what, templateId }, 'Zalo has changed what the account may send');
        book.forget();
        budget.forget();
      },
      onNearMiss: (nearMiss) => log.error({ nearMiss }, 'Zalo signs with another key: check ZALO_OA_SECRET'),
    });
}

function consentOf({ consent, checkTemplates }: ZaloParts, account: string, log: Log): ZaloConsent {
  return {
    account,
    begin: () => consent.begin(),
    async finish(query) {
      try {
        await consent.finish(query);
        log.info({ account }, 'Zalo has granted the use of the Official Account');
        void checkTemplates();
        return 'granted';
      } catch (error) {
        const outcome = consentOutcome(error);
        log.warn({ outcome, err: error }, 'Zalo has granted nothing');
        return outcome;
      }
    },
  };
}

function consentOutcome(error: unknown): ConsentOutcome {
  if (error instanceof ZaloError) return error.failure.kind === 'rejected' ? 'refused' : 'unreached';
  if (error instanceof CodedError && error.code === 'consent-invalid') return 'invalid';
  throw error;
}
