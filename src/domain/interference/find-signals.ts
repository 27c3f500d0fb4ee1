import { groupBy } from '../../lib/group-by.ts';
import { differenceOf } from '../difference.ts';
import { wilson, type Interval } from '../wilson.ts';
import type { DossierTrace, Tally, UnitMonth } from './dossier-trace.ts';
import {
  busiestSlipDay,
  finishedBySlip,
  hurriedOf,
  missingPhones,
  phonesChangedLate,
  reachedOnTime,
  reachedWhenLate,
  responseOf,
  sharedHolders,
  sharedPhones,
  slipsDenied,
  slipsTakenEarly,
  staffPhones,
  sumTallies,
  without,
} from './measures.ts';
import { RESPONSE_CEILING, RESPONSE_JUMP, SIGNAL_RULES, type Finding, type SignalName } from './signal.ts';

/** What is compared: a unit or a clerk in it, their share, and what it is held against. */
interface Comparison {
  readonly signal: SignalName;
  readonly month: UnitMonth;
  readonly officer: string | null;
  readonly tally: Tally;
  readonly reference: Interval | null;
}

/**
 * What in a month's register a human should look at. A signal stands when the share differs from what it is held
 * against by more than its margin, also at the nearer end of the 95 % interval of the difference (Newcombe).
 *
 * @param months the same month of units that resemble each other, such as the communes of a province
 */
export function findSignals(months: readonly UnitMonth[]): readonly Finding[] {
  return comparisonsOf(months).flatMap(judge);
}

function comparisonsOf(months: readonly UnitMonth[]): readonly Comparison[] {
  return [
    ...byOfficer('missing-phone', months, missingPhones),
    ...byOfficer('phone-changed-late', months, phonesChangedLate),
    ...byUnit('staff-phone', months, staffPhones),
    ...byUnit('shared-phone', months, sharedPhones),
    ...byUnit('shared-holder', months, sharedHolders),
    ...byUnit('slip-taken-early', months, slipsTakenEarly),
    ...byUnit('slips-over-phones', months, finishedBySlip),
    ...byUnit('slip-denied', months, slipsDenied),
    ...elsewhere('hurried', months, hurriedOf),
    ...months.flatMap(withinUnit),
  ];
}

type Measure = (traces: readonly DossierTrace[]) => Tally;

function byUnit(signal: SignalName, months: readonly UnitMonth[], measure: Measure): readonly Comparison[] {
  return elsewhere(signal, months, ({ traces }) => measure(traces));
}

function elsewhere(
  signal: SignalName,
  months: readonly UnitMonth[],
  measure: (month: UnitMonth) => Tally,
): readonly Comparison[] {
  const tallies = months.map(measure);
  const all = sumTallies(tallies);
  return months.map((month, i) => {
    const tally = tallies[i] ?? { hits: 0, of: 0 };
    return { signal, month, officer: null, tally, reference: shareOf(without(all, tally)) };
  });
}

/** Each clerk's records against everybody else's, those of other clerks of the unit among them. */
function byOfficer(signal: SignalName, months: readonly UnitMonth[], measure: Measure): readonly Comparison[] {
  const all = sumTallies(months.map(({ traces }) => measure(traces)));
  return months.flatMap((month) =>
    [...groupBy(month.traces, ({ officer }) => officer)].flatMap(([officer, traces]): readonly Comparison[] => {
      if (officer === null) return [];
      const tally = measure(traces);
      return [{ signal, month, officer, tally, reference: shareOf(without(all, tally)) }];
    }),
  );
}

function withinUnit(month: UnitMonth): readonly Comparison[] {
  const { traces, responseBefore } = month;
  const burst = busiestSlipDay(traces);
  const response = responseOf(traces);
  const of = (signal: SignalName, tally: Tally, reference: Interval | null): Comparison => ({
    signal,
    month,
    officer: null,
    tally,
    reference,
  });
  return [
    of('slips-in-a-burst', burst.slips, shareOf(burst.completions)),
    of('late-left-out', reachedWhenLate(traces), shareOf(reachedOnTime(traces))),
    of('response-too-high', response, CEILING),
    of('response-jumped', response, responseBefore && shareOf(responseBefore)),
  ];
}

const CEILING: Interval = { value: RESPONSE_CEILING, low: RESPONSE_CEILING, high: RESPONSE_CEILING };

function judge({ signal, month, officer, tally, reference }: Comparison): readonly Finding[] {
  const share = shareOf(tally);
  const rule = SIGNAL_RULES[signal];
  if (!share || !reference || tally.of < rule.atLeast) return [];
  const difference = rule.side === 'above' ? differenceOf(share, reference) : differenceOf(reference, share);
  const leastValue = signal === 'response-jumped' ? RESPONSE_JUMP : 0;
  if (difference.low <= rule.margin || difference.value < leastValue) return [];
  return [{ signal, unitCode: month.unitCode, officer, tally, share, reference }];
}

function shareOf({ hits, of }: Tally): Interval | null {
  return wilson(hits, of);
}
