import { describe, expect, it } from 'vitest';
import { judgeFailure } from '../../../src/channel/zalo/judge-failure.ts';
import type { Family } from '../../../src/channel/zalo/sdk/error-codes.ts';
import { ZaloError, type ZaloFailure } from '../../../src/channel/zalo/sdk/zalo-error.ts';
import { GrantError } from '../../../src/channel/zalo/tokens/grant-fault.ts';
import { OA_CODES, ZBS_CODES } from '../../support/zalo/error-codes.ts';

/** 23:30 in Vietnam. */
const NIGHT = new Date('2026-11-23T16:30:00Z');
const HOUR_MS = 3_600_000;
const TO_MIDNIGHT = { kind: 'rate-limited', scope: 'chat', retryAfterMs: HOUR_MS / 2 };
const TO_MORNING = { kind: 'rate-limited', scope: 'chat', retryAfterMs: 6.5 * HOUR_MS };
const OPERATOR = { kind: 'refused', reason: 'unauthorised' };
const BUG = { kind: 'refused', reason: 'bad-request' };
const CLOSED = { kind: 'refused', reason: 'window-closed' };
const GONE = { kind: 'refused', reason: 'deactivated' };
const BLOCKED = { kind: 'refused', reason: 'blocked' };
const OPTED_OUT = { kind: 'refused', reason: 'opted-out' };

const OA: readonly (readonly [string, object])[] = [
  ['-32', { kind: 'rate-limited', scope: 'account', retryAfterMs: 5000 }],
  ['-200', { kind: 'failed', reason: 'zalo-200' }],
  ['-211 -218', TO_MIDNIGHT],
  ['-234', TO_MORNING],
  ['-217 -244', BLOCKED],
  ['-227', GONE],
  ['-213 -230 -232 -249', CLOSED],
  ['-216 -220 -204 -205 -209 -212 -219 -221 -223 -224 -235 -242 -248 -320 -321', OPERATOR],
  ['-100 -201 -210 -214 -233 -237 -238 -240 -241 -403', BUG],
];

const ZBS: readonly (readonly [string, object])[] = [
  ['-32', { kind: 'rate-limited', scope: 'account', retryAfterMs: 5000 }],
  ['-100', { kind: 'failed', reason: 'zalo-100' }],
  ['-144 -1441 -147', TO_MIDNIGHT],
  ['-133', TO_MORNING],
  ['-108 -110 -114 -118 -119', GONE],
  ['-140', BLOCKED],
  ['-139 -141', OPTED_OUT],
  [
    '-124 -101 -102 -103 -104 -105 -109 -115 -117 -120 -1241 -125 -126 -127 -131 -135 -1351 -136 -137 -138 -1381 -145 -146 -148 -149 -150 -151 -152 -153 -158 -159 -160 -161 -162',
    OPERATOR,
  ],
  ['-106 -107 -111 -112 -1121 -1122 -1123 -1124 -113 -1131 -1132 -116 -121 -122 -123 -130 -132 -1471 -1472', BUG],
];

function rows(table: readonly (readonly [string, object])[]) {
  return table.flatMap(([codes, result]) => codes.split(' ').map((code) => [Number(code), result] as const));
}

function judge(failure: ZaloFailure, families: readonly Family[] = ['oa', 'zbs'], now: Date = NIGHT) {
  return judgeFailure(new ZaloError('call', failure), families, now);
}

function rejected(code: number): ZaloFailure {
  return { kind: 'rejected', code, description: '' };
}

describe('channel/zalo/judge-failure', () => {
  it.each(rows(OA))('tells what %i means for a chat message', (code, result) => {
    expect(judge(rejected(code), ['oa', 'zbs']).result).toEqual(result);
  });

  it.each(rows(ZBS))('tells what %i means for a template message', (code, result) => {
    expect(judge(rejected(code), ['zbs', 'oa']).result).toEqual(result);
  });

  it('leaves no code of the fake without a meaning', () => {
    const listed = (table: typeof OA) =>
      rows(table)
        .map(([code]) => String(code))
        .toSorted();
    expect(listed(OA)).toEqual(Object.keys(OA_CODES).toSorted());
    expect(listed(ZBS)).toEqual(Object.keys(ZBS_CODES).toSorted());
  });

  it('takes an unknown code for permanent, and says so', () => {
    expect(judge(rejected(-777))).toEqual({ concern: 'unknown-code', code: -777, result: BUG });
  });

  it('waits for this morning when the night has begun yesterday', () => {
    const beforeDawn = new Date('2026-11-23T22:00:00Z');
    expect(judge(rejected(-133), ['zbs'], beforeDawn).result).toMatchObject({ retryAfterMs: HOUR_MS });
  });

  it.each<readonly [ZaloFailure, object]>([
    [
      { kind: 'limited', retryAfterMs: null },
      { kind: 'rate-limited', scope: 'account', retryAfterMs: 5000 },
    ],
    [
      { kind: 'limited', retryAfterMs: 9 },
      { kind: 'rate-limited', scope: 'account', retryAfterMs: 9 },
    ],
    [{ kind: 'unsendable', reason: 'text-too-long' }, BUG],
    [{ kind: 'unsendable', reason: 'phone-not-vietnamese' }, GONE],
    [
      { kind: 'unreached', reason: 'econnrefused' },
      { kind: 'failed', reason: 'econnrefused' },
    ],
    [
      { kind: 'lost', reason: 'time-out' },
      { kind: 'unknown', reason: 'time-out' },
    ],
  ])('tells what %j means', (failure, result) => {
    expect(judge(failure).result).toEqual(result);
  });

  it('rests while there is no token, and tries again when it could not even be looked up', () => {
    expect(judgeFailure(new GrantError('spent'), ['oa'], NIGHT).result).toEqual(OPERATOR);
    expect(judgeFailure(new Error('no database'), ['oa'], NIGHT).result).toEqual({
      kind: 'failed',
      reason: 'no-token',
    });
  });
});
