import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { SignsText } from '../../../domain/text/vi/signs.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { BackCheckReport } from '../../../service/back-check/show-back-checks.ts';
import type { FindingPage, ShownFinding } from '../../../service/finding-desk.ts';
import type { FindingPlace } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { DigitsField, type Fault, FaultSummary } from '../../ui/field.tsx';
import { formatCount, formatMonth, formatPercent, formatShare, pageTextFor, unitLabel } from '../../ui/format.ts';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Pager } from '../../ui/pager.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { signsTextFor } from '../text.ts';
import { BackCheckPanel } from './back-check-panel.tsx';
import { reviewAddress, signsAddress } from './signs-address.ts';

export interface SignsProps {
  readonly page: FindingPage;
  /** Where the page before ended; null on the first. */
  readonly after: FindingPlace | null;
  /** Null for whoever looks at a commune. */
  readonly backChecks: BackCheckReport | null;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  /** The finding whose form was filled in wrongly. */
  readonly fault: { readonly id: string; readonly typed: string } | null;
}

/** A form for each sign stands on one page. */
export function suspectField(id: string): string {
  return `suspect-${id}`;
}

export function signsPage(visit: Visit, props: SignsProps): VNode {
  const text = signsTextFor(visit.locale);
  const { findings, next, total, unreviewed } = props.page;
  const faults = findings.flatMap(({ finding }) => faultsOf(finding, props.fault, visit.locale));
  const title = faults.length === 0 ? text.title : pageTextFor(visit.locale).fault(text.title);
  return (
    <ConsoleFrame {...visit} title={title} page="signs">
      <FaultSummary faults={faults} locale={visit.locale} />
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
        {total === 0 ? null : (
          <p>{text.count(formatCount(total, visit.locale), formatCount(unreviewed, visit.locale))}</p>
        )}
      </div>
      {findings.map((shown) => (
        <Sign key={shown.finding.id} shown={shown} {...props} text={text} locale={visit.locale} />
      ))}
      {findings.length === 0 ? <Nothing isLast={total > 0} text={text} /> : null}
      <Pager
        first={props.after && signsAddress(null)}
        next={next && signsAddress(next)}
        words={{ first: text.first, next: text.next }}
      />
      <p class="quiet">{text.rule}</p>
      {props.backChecks === null ? null : (
        <BackCheckPanel report={props.backChecks} units={props.units} locale={visit.locale} />
      )}
    </ConsoleFrame>
  );
}

/** No signs at all, or none any more from this place on. */
function Nothing({ isLast, text }: { readonly isLast: boolean; readonly text: SignsText }): VNode {
  if (isLast) return <Notice>{text.noMore}</Notice>;
  return (
    <EmptyState title={text.emptyTitle}>
      <p>{text.empty}</p>
    </EmptyState>
  );
}

interface SignProps extends SignsProps {
  readonly shown: ShownFinding;
  readonly text: SignsText;
  readonly locale: Locale;
}

function Sign(props: SignProps): VNode {
  const { shown, units, text, locale } = props;
  const { finding } = shown;
  const sign = text.signs[finding.signal];
  return (
    <section class="panel" id={finding.id} aria-labelledby={`title-${finding.id}`}>
      <p class="quiet">
        {unitLabel(finding.unitCode, units, locale)} · {formatMonth(finding.month, locale)}
        {finding.officer === null ? null : <> · {text.officer(finding.officer)}</>}
      </p>
      <h2 id={`title-${finding.id}`}>{sign.title}</h2>
      <p>{sign.reason(wordsOf(shown, locale))}</p>
      <p>
        <b>{text.lookLabel}:</b> {sign.look}
      </p>
      {finding.review === null ? <ReviewForm {...props} /> : <Reviewed {...props} />}
    </section>
  );
}

function wordsOf({ finding: { tally, share, reference } }: ShownFinding, locale: Locale) {
  return {
    hits: formatCount(tally.hits, locale),
    of: formatCount(tally.of, locale),
    share: formatShare(share.value, locale),
    reference: formatShare(reference.value, locale),
  };
}

function Reviewed({ shown: { finding, index }, text, locale }: SignProps): VNode {
  const { review } = finding;
  if (review?.kind !== 'confirmed') return <Notice kind="good" title={text.states.dismissed} />;
  const percent = (value: number) => formatPercent(value, locale, 1);
  return (
    <Notice kind="attention" title={text.states.confirmed(formatCount(review.suspect, locale))}>
      <p>
        {index === null
          ? text.noBounds
          : text.bounds(percent(index.shown), percent(index.bounds.low), percent(index.bounds.high))}
      </p>
    </Notice>
  );
}

function ReviewForm({ shown: { finding }, after, fault, text, locale }: SignProps): VNode {
  const id = suspectField(finding.id);
  return (
    <form class="inline-form" method="post" action={reviewAddress(finding.id, after)}>
      <DigitsField
        id={id}
        label={text.suspect}
        hint={text.suspectHint}
        value={fault?.id === finding.id ? fault.typed : ''}
        faults={faultsOf(finding, fault, locale)}
      />
      <p class="actions">
        <Button name="verdict" value="confirmed">
          {text.confirm}
        </Button>
        <Button kind="secondary" name="verdict" value="dismissed">
          {text.dismiss}
        </Button>
      </p>
    </form>
  );
}

function faultsOf(
  { id, tally }: ShownFinding['finding'],
  fault: SignsProps['fault'],
  locale: Locale,
): readonly Fault[] {
  if (fault?.id !== id) return [];
  const text = signsTextFor(locale);
  return [{ field: suspectField(id), message: text.suspectFault(formatCount(tally.of, locale)), label: text.suspect }];
}
