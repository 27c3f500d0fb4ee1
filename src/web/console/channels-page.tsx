import type { VNode } from 'preact';
import type { ChannelGrant, ChannelHealth } from '../../domain/channel-health.ts';
import type { Locale } from '../../domain/locale.ts';
import type { DeadLetter } from '../../service/ports.ts';
import type { ChannelReport, ChannelsReport } from '../../service/show-channels.ts';
import { Button } from '../ui/button.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Notice, type NoticeProps } from '../ui/notice.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { may } from './policy.ts';
import { channelsTextFor } from './text.ts';
import { CONSENT_PATH } from './zalo-consent-routes.tsx';

export interface ChannelsProps {
  readonly report: ChannelsReport;
  readonly letters: readonly DeadLetter[];
  /** What has just become of a dead letter. */
  readonly done: 'retry' | 'drop' | 'gone' | null;
  readonly publicUrl: string;
  readonly zone: string;
}

export function channelsPage(visit: Visit, props: ChannelsProps): VNode {
  const { locale } = visit;
  const { report, zone, done } = props;
  const text = channelsTextFor(locale);
  const panels = report.channels.map((channel) => (
    <ChannelPanel key={channel.name} {...props} channel={channel} visit={visit} />
  ));
  return (
    <ConsoleFrame {...visit} title={text.title} page="channels">
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">
          {text.asOf(formatInstant(report.at, zone, locale))} <a href="/console/channels">{text.again}</a>
        </p>
      </div>
      {done === null ? null : <Notice kind={done === 'gone' ? 'attention' : 'good'} title={text.dead.done[done]} />}
      <div class="two-panels">
        {panels.slice(0, 1)}
        <div class="stacked">
          {panels.slice(1)}
          <PagePanel {...props} locale={locale} />
        </div>
      </div>
      <DeadLetters
        letters={props.letters}
        zone={zone}
        locale={locale}
        mayDecide={may(visit.viewer, 'manage-channels')}
      />
    </ConsoleFrame>
  );
}

const KINDS: Readonly<Record<ChannelHealth, NonNullable<NoticeProps['kind']>>> = {
  working: 'good',
  slow: 'attention',
  paused: 'attention',
  'out-of-quota': 'attention',
  'grant-failing': 'attention',
  'no-grant': 'trouble',
  off: 'plain',
};

interface PanelProps extends ChannelsProps {
  readonly channel: ChannelReport;
  readonly visit: Visit;
}

function ChannelPanel({ channel, visit, report, zone }: PanelProps): VNode {
  const text = channelsTextFor(visit.locale);
  const { name, health } = channel;
  const canConsent = name === 'zalo' && health !== 'off' && may(visit.viewer, 'connect-zalo');
  return (
    <section class="panel" aria-labelledby={`channel-${name}`}>
      <h2 id={`channel-${name}`}>{name === 'zalo' ? text.names.zalo : text.names.telegram}</h2>
      <Notice kind={KINDS[health]} title={text.health[health]} />
      {health === 'off' ? null : <Facts channel={channel} now={report.at} zone={zone} locale={visit.locale} />}
      {canConsent ? (
        <p class="actions">
          <Button kind={health === 'no-grant' || health === 'grant-failing' ? 'primary' : 'quiet'} href={CONSENT_PATH}>
            {text.consent}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

interface FactsProps {
  readonly channel: ChannelReport;
  readonly now: Date;
  readonly zone: string;
  readonly locale: Locale;
}

function Facts({ channel, now, zone, locale }: FactsProps): VNode {
  const text = channelsTextFor(locale);
  const count = (value: number) => formatCount(value, locale);
  const { account, perSecond, sentLately, pausedUntil, waiting, oldestAt } = channel;
  return (
    <dl class="facts">
      <dt>{text.account}</dt>
      <dd>{account}</dd>
      <dt>{text.waiting}</dt>
      <dd>
        {waiting === 0 || oldestAt === null
          ? text.waitingNone
          : text.waitingValue(count(waiting), text.span(minutesBetween(oldestAt, now)))}
      </dd>
      <dt>{text.pace}</dt>
      <dd>{text.paceValue(count(perSecond), count(sentLately))}</dd>
      <dt>{text.pausedUntil}</dt>
      <dd>{pausedUntil === null ? text.notPaused : formatInstant(pausedUntil, zone, locale)}</dd>
      <dt>{text.quota}</dt>
      <dd>{quotaWords(channel, locale)}</dd>
      <dt>{text.grant}</dt>
      <dd>{grantWords(channel.grant, now, locale)}</dd>
    </dl>
  );
}

function quotaWords({ quota }: ChannelReport, locale: Locale): string {
  const text = channelsTextFor(locale);
  if (quota === null) return text.quotaNone;
  const { remaining, daily, quality } = quota;
  const left =
    remaining === null || daily === null
      ? text.quotaUnknown
      : text.quotaValue(formatCount(remaining, locale), formatCount(daily, locale));
  return `${left}, ${text.quality[quality]}`;
}

/** Its age, never the token. */
function grantWords(grant: ChannelGrant, now: Date, locale: Locale): string {
  const text = channelsTextFor(locale);
  if (grant.kind === 'lasting') return text.grantLasting;
  if (grant.kind === 'missing') return text.grantMissing;
  const age = text.span(minutesBetween(grant.refreshedAt, now));
  const left = minutesBetween(now, grant.expiresAt);
  return left > 0 ? text.grantValue(age, text.span(left)) : text.grantExpired(age);
}

function PagePanel({ report, publicUrl, locale }: ChannelsProps & { readonly locale: Locale }): VNode {
  const text = channelsTextFor(locale);
  const { arriving } = report;
  return (
    <section class="panel" aria-labelledby="channel-web">
      <h2 id="channel-web">{text.page}</h2>
      <Notice kind="good" title={text.pageHealth} />
      <dl class="facts">
        <dt>{text.pageAddress}</dt>
        <dd>{publicUrl}</dd>
        <dt>{text.arriving}</dt>
        <dd>{arriving === 0 ? text.arrivingNone : text.arrivingValue(formatCount(arriving, locale))}</dd>
      </dl>
    </section>
  );
}

function minutesBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 60_000);
}
