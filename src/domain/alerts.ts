import { differenceOf, verdictOf } from './difference.ts';
import { wilson, type Interval } from './wilson.ts';

/** `count` of `total`. */
export interface Share {
  readonly count: number;
  readonly total: number;
}

/** Of one unit: now, and what was usual before. */
export interface AlertFacts {
  /** First day of the last month whose surveys have all run out. */
  readonly month: string;
  /** Finished of delivered: that month, and the three before it. */
  readonly response: Change;
  /** Late of completed, likewise. */
  readonly lateness: Change;
  /** Delivered of invited over the last seven whole days, and over the four weeks before. */
  readonly channels: readonly (Change & { readonly channel: string })[];
}

export interface Change {
  readonly now: Share;
  readonly before: Share;
}

/** Two shares with their 95 % intervals, fractions from 0 to 1. */
interface Moved {
  readonly now: Interval;
  readonly before: Interval;
}

/** Requests of citizens about their data; `day` is the earliest on which one is due, or was. */
export interface RequestAlert {
  readonly kind: 'requests-overdue' | 'requests-due';
  readonly count: number;
  readonly day: string;
}

/** A figure that moved. */
export type FigureAlert =
  | ({ readonly kind: 'response-falling' | 'lateness-rising'; readonly month: string } & Moved)
  | ({ readonly kind: 'channel-trouble'; readonly channel: string } & Moved);

export type Alert = RequestAlert | FigureAlert;

/** Below this neither side says anything. */
const MIN_TOTAL = 30;
/** A difference beyond chance may still be too small to act on: in large units nearly every one is. */
const MIN_POINTS = { response: 0.03, lateness: 0.03, channel: 0.1 } as const;

/** Of figures, what somebody should look at now, the most pressing first: what cannot be sent, who no longer answers, who waits. */
export function alertsOf({ month, response, lateness, channels }: AlertFacts): readonly FigureAlert[] {
  return [
    ...channels.flatMap(({ channel, ...change }): readonly FigureAlert[] => {
      const moved = movedBy(change, 'lower', MIN_POINTS.channel);
      return moved ? [{ kind: 'channel-trouble', channel, ...moved }] : [];
    }),
    ...of('response-falling', month, movedBy(response, 'lower', MIN_POINTS.response)),
    ...of('lateness-rising', month, movedBy(lateness, 'higher', MIN_POINTS.lateness)),
  ];
}

function of(kind: 'response-falling' | 'lateness-rising', month: string, moved: Moved | null): readonly FigureAlert[] {
  return moved ? [{ kind, month, ...moved }] : [];
}

/** Null unless the shares differ by at least `points`, and beyond chance. */
function movedBy(change: Change, way: 'higher' | 'lower', points: number): Moved | null {
  if (change.now.total < MIN_TOTAL || change.before.total < MIN_TOTAL) return null;
  const [now, before] = [wilson(change.now.count, change.now.total), wilson(change.before.count, change.before.total)];
  if (!now || !before || Math.abs(now.value - before.value) < points) return null;
  return verdictOf(differenceOf(now, before)) === way ? { now, before } : null;
}
