import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertsOf, type AlertFacts, type Share } from '../../src/domain/alerts.ts';

const share = (count: number, total: number): Share => ({ count, total });
const steady = { now: share(40, 400), before: share(120, 1200) };
const QUIET: AlertFacts = { month: '2026-10-01', response: steady, lateness: steady, channels: [] };

const kinds = (facts: Partial<AlertFacts>) => alertsOf({ ...QUIET, ...facts }).map(({ kind }) => kind);

describe('src/domain/alerts.ts', () => {
  it.each([
    ['falls clearly', { now: share(20, 400), before: share(180, 1200) }, ['response-falling']],
    ['falls by less than three points', { now: share(1250, 10_000), before: share(1500, 10_000) }, []],
    ['falls within chance', { now: share(3, 40), before: share(15, 120) }, []],
    ['rises', { now: share(100, 400), before: share(120, 1200) }, []],
    ['falls among too few', { now: share(0, 29), before: share(180, 1200) }, []],
    ['had nothing before', { now: share(20, 400), before: share(0, 0) }, []],
  ])('tells of a response rate that %s', (_how, response, expected) => {
    expect(kinds({ response })).toEqual(expected);
  });

  it('tells of rising lateness, and not of falling', () => {
    const change = { now: share(80, 400), before: share(60, 1200) };
    expect(kinds({ lateness: change })).toEqual(['lateness-rising']);
    expect(kinds({ lateness: { now: change.before, before: change.now } })).toEqual([]);
  });

  it('names the channel in trouble, and puts it first', () => {
    const channels = [
      { channel: 'zalo', now: share(20, 60), before: share(580, 600) },
      { channel: 'telegram', now: share(58, 60), before: share(580, 600) },
    ];
    const alerts = alertsOf({ ...QUIET, channels, response: { now: share(20, 400), before: share(180, 1200) } });
    expect(alerts.map((alert) => ('channel' in alert ? alert.channel : alert.kind))).toEqual([
      'zalo',
      'response-falling',
    ]);
    expect(alerts[0]?.now.value).toBeCloseTo(1 / 3);
  });

  it('says nothing of what stays as it was, whatever it is', () => {
    const steadyShare = fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 }));
    fc.assert(
      fc.property(steadyShare, ([count, rest]) => {
        const same = { now: share(count, count + rest), before: share(count * 3, (count + rest) * 3) };
        expect(kinds({ response: same, lateness: same, channels: [{ channel: 'zalo', ...same }] })).toEqual([]);
      }),
    );
  });
});
