import { addDays } from '../../lib/calendar.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { DossierTrace, PhoneTrace, Tally, UnitMonth } from './dossier-trace.ts';
import { USUAL_SHARING } from './signal.ts';

type Traces = readonly DossierTrace[];
type GivenPhone = Extract<PhoneTrace, { readonly kind: 'given' }>;

export function missingPhones(traces: Traces): Tally {
  return share(traces, ({ phone }) => phone.kind === 'missing');
}

export function phonesChangedLate(traces: Traces): Tally {
  return share(traces, ({ phone }) => phone.kind === 'given' && phone.changedLate);
}

export function staffPhones(traces: Traces): Tally {
  return share(phonesOf(traces), ({ ofStaff }) => ofStaff);
}

/** Dossiers whose telephone stands on more than usual, of those with one. */
export function sharedPhones(traces: Traces): Tally {
  return shared(phonesOf(traces), ({ key }) => key, USUAL_SHARING.phone);
}

/** Slips in the hands of one chat or device that holds more than usual, of the slips that somebody took. */
export function sharedHolders(traces: Traces): Tally {
  return shared(
    traces.flatMap(({ holder }) => holder ?? []),
    (holder) => holder,
    USUAL_SHARING.holder,
  );
}

export function slipsTakenEarly(traces: Traces): Tally {
  return share(
    traces.filter(({ holder }) => holder !== null),
    ({ takenEarly }) => takenEarly,
  );
}

/** Finished from slips, of all finished. */
export function finishedBySlip(traces: Traces): Tally {
  return share(traces.filter(isFinished), ({ proof }) => proof === 'slip');
}

/** Slips that the phone on file says somebody else answered, of those that it was told of. */
export function slipsDenied(traces: Traces): Tally {
  return share(
    traces.filter(({ told }) => told),
    ({ denied }) => denied,
  );
}

export function responseOf(traces: Traces): Tally {
  return share(
    traces.filter(({ delivered }) => delivered),
    isFinished,
  );
}

/** Late dossiers that a message or a slip reached, of all late ones; and the same of those on time. */
export function reachedWhenLate(traces: Traces): Tally {
  return share(
    traces.filter(({ late }) => late),
    ({ delivered }) => delivered,
  );
}

export function reachedOnTime(traces: Traces): Tally {
  return share(
    traces.filter(({ late }) => !late),
    ({ delivered }) => delivered,
  );
}

const BURST_LOOKS_BACK_DAYS = 7;

/** Slips finished on the busiest day, and dossiers completed in the week up to it. */
export function busiestSlipDay(traces: Traces): { readonly slips: Tally; readonly completions: Tally } {
  const slips = traces.filter((trace) => isFinished(trace) && trace.proof === 'slip' && trace.closedOn !== null);
  const days = [...groupBy(slips, ({ closedOn }) => closedOn ?? '').entries()];
  const [day, onIt] = days.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ['', []];
  const from = day === '' ? '' : addDays(day, -BURST_LOOKS_BACK_DAYS);
  return {
    slips: { hits: onIt.length, of: slips.length },
    completions: share(traces, ({ completedOn }) => completedOn > from && completedOn <= day),
  };
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, { hits, of }) => ({ hits: sum.hits + hits, of: sum.of + of }), { hits: 0, of: 0 });
}

export function without(whole: Tally, part: Tally): Tally {
  return { hits: whole.hits - part.hits, of: whole.of - part.of };
}

export function hurriedOf({ hurried }: UnitMonth): Tally {
  return hurried;
}

function isFinished({ finished }: DossierTrace): boolean {
  return finished;
}

function phonesOf(traces: Traces): readonly GivenPhone[] {
  return traces.flatMap(({ phone }) => (phone.kind === 'given' ? [phone] : []));
}

function share<Item>(items: readonly Item[], isHit: (item: Item) => boolean): Tally {
  return { hits: items.filter(isHit).length, of: items.length };
}

function shared<Item>(items: readonly Item[], keyOf: (item: Item) => string, usual: number): Tally {
  const groups = [...groupBy(items, keyOf).values()];
  return {
    hits: groups.filter(({ length }) => length > usual).reduce((sum, { length }) => sum + length, 0),
    of: items.length,
  };
}
