import { sentimentOf, type Sentiment } from './sentiment.ts';
import { hasRole, type Unit } from './units.ts';
import { NO_MODIFIERS, type Modifiers } from './weigh.ts';

export interface Mention {
  readonly sentiment: Sentiment;
  readonly sure: boolean;
  readonly modifiers: Modifiers;
}

/** What a walk over the message collects. */
export interface Scan {
  readonly mentions: readonly Mention[];
  /** Words that are not understood, odd numbers included. */
  readonly unknown: number;
  readonly doubt: boolean;
  readonly contrast: boolean;
  /** A question, hearsay, or a negation that hangs in the air: no reading at all. */
  readonly void: boolean;
  /** After a wish, what is good is what is missing. */
  readonly wish: boolean;
  /** Modifiers gathered for the next sentiment. */
  readonly pending: Modifiers;
  readonly looming: boolean;
  /** How many mentions stand before the clause. */
  readonly before: number;
  /** The last mention stands right before this place. */
  readonly fresh: boolean;
}

const EMPTY: Scan = {
  mentions: [],
  unknown: 0,
  doubt: false,
  contrast: false,
  void: false,
  wish: false,
  pending: NO_MODIFIERS,
  looming: false,
  before: 0,
  fresh: false,
};

type Term = Extract<Unit, { kind: 'term' }>;

function pend(scan: Scan, change: Partial<Modifiers>): Scan {
  return { ...scan, fresh: false, pending: { ...scan.pending, ...change } };
}

function amendLast(scan: Scan, change: Partial<Modifiers>): Scan {
  const last = scan.mentions.at(-1);
  if (last === undefined) return scan;
  const amended = { ...last, modifiers: { ...last.modifiers, ...change } };
  return { ...scan, mentions: [...scan.mentions.slice(0, -1), amended] };
}

/** A negation with nothing to negate is a question ("tốt không"), an answer ("không, tốt") or a verdict ("tốt không nổi"). */
function endClause(scan: Scan): Scan {
  const { nots, gap, apart } = scan.pending;
  const closed = { ...scan, pending: NO_MODIFIERS, looming: false, fresh: false, before: scan.mentions.length };
  if (nots === 0) return closed;
  const hanging = (gap === 0 && !apart) || scan.mentions.length > scan.before;
  return hanging ? { ...closed, void: true } : { ...closed, doubt: true };
}

function meetSentiment(scan: Scan, unit: Term, sentiment: Sentiment): Scan {
  if (scan.wish) return { ...scan, doubt: true, pending: NO_MODIFIERS };
  const mention = { sentiment, sure: unit.sure, modifiers: scan.pending };
  const untrusted = scan.looming && sentiment.side === 'good';
  return {
    ...scan,
    mentions: [...scan.mentions, mention],
    void: scan.void || untrusted,
    pending: NO_MODIFIERS,
    fresh: true,
  };
}

function meetVery(scan: Scan, very: 'asked' | 'sure', before: boolean): Scan {
  if (before) return pend(scan, { very });
  const last = scan.mentions.at(-1);
  return scan.fresh && last?.modifiers.nots === 0 ? amendLast(scan, { very }) : scan;
}

function meetNot(scan: Scan): Scan {
  const { nots, very } = scan.pending;
  const first = nots === 0;
  return pend(scan, {
    nots: nots + 1,
    gap: first ? 0 : scan.pending.gap,
    strongNot: first ? very !== 'no' : scan.pending.strongNot,
    very: first ? 'no' : very,
  });
}

function meetRetort(scan: Scan): Scan {
  if (scan.pending.nots > 0) return pend(scan, { gap: scan.pending.gap + 1 });
  if (scan.mentions.length > 0) return amendLast(scan, { retorted: true });
  return { ...scan, void: true };
}

function meetEmphasis(scan: Scan): Scan {
  const negated = (scan.mentions.at(-1)?.modifiers.nots ?? 0) > 0;
  return negated ? amendLast(scan, { emphatic: true }) : { ...scan, doubt: true };
}

/** Whether the next telling unit of the clause is a sentiment or a negation, which an intensifier then belongs to. */
function leadsOn(rest: readonly Unit[]): boolean {
  const head = rest.find(
    (unit) => !hasRole(unit, ['filler', 'particle', 'very', 'very?', 'fairly', 'slightly', 'barely']),
  );
  return head?.kind === 'term' && (head.role === 'not' || head.role === 'rarely' || sentimentOf(head.role) !== null);
}

function meetTerm(scan: Scan, unit: Term, rest: readonly Unit[]): Scan {
  switch (unit.role) {
    case 'not':
      return meetNot(scan);
    case 'rarely':
      return { ...meetNot(scan), doubt: true };
    case 'very':
      return meetVery(scan, 'sure', leadsOn(rest));
    case 'very-after':
      return meetVery(scan, 'sure', false);
    case 'very?':
      return meetVery(scan, 'asked', leadsOn(rest));
    case 'fairly':
    case 'slightly':
    case 'barely':
      return leadsOn(rest) ? pend(scan, { grade: unit.role }) : { ...scan, doubt: true };
    case 'emphasis':
      return meetEmphasis(scan);
    case 'retort':
      return meetRetort(scan);
    case 'but':
    case 'part':
      return { ...endClause(scan), contrast: true };
    case 'wish':
      return { ...scan, wish: true, doubt: true };
    case 'doubt':
      return { ...scan, doubt: true };
    case 'void':
      return { ...scan, void: true };
    case 'topic':
      return pend(scan, { apart: scan.pending.nots > 0 });
    default:
      return scan;
  }
}

function meet(scan: Scan, unit: Unit, rest: readonly Unit[]): Scan {
  switch (unit.kind) {
    case 'term': {
      const sentiment = sentimentOf(unit.role);
      if (sentiment !== null) return meetSentiment(scan, unit, sentiment);
      return meetTerm(unit.sure ? scan : { ...scan, doubt: true }, unit, rest);
    }
    case 'stop':
      return endClause(scan);
    case 'unknown': {
      const met = pend(scan, { gap: scan.pending.gap + 1 });
      return { ...met, unknown: scan.unknown + 1, looming: scan.looming || unit.negative };
    }
    case 'number':
      return pend(scan, { gap: scan.pending.gap + 1 });
    case 'dash':
    case 'emoji':
      return scan;
  }
}

export function scan(units: readonly Unit[]): Scan {
  return endClause(units.reduce((state, unit, i) => meet(state, unit, units.slice(i + 1)), EMPTY));
}
