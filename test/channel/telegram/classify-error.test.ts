import { describe, expect, it } from 'vitest';
import { classifyFailure, isNotModified, isUneditable } from '../../../src/channel/telegram/classify-error.ts';
import type { CallFailure } from '../../../src/channel/telegram/call-error.ts';
import { TEXTS } from '../../support/telegram/api-error.ts';

function rejected(status: number, description: string, retryAfterMs: number | null = null): CallFailure {
  return { kind: 'rejected', status, description: description.toLowerCase(), retryAfterMs };
}

describe('channel/telegram/classify-error', () => {
  it.each([
    [403, TEXTS.blocked, 'blocked'],
    [403, TEXTS.deactivated, 'deactivated'],
    [403, TEXTS.neverStarted, 'not-started'],
    [403, 'Forbidden: something new', 'blocked'],
    [400, TEXTS.chatUnknown, 'not-started'],
    [400, 'Bad Request: private chat not found', 'not-started'],
    [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'not-started'],
    [400, TEXTS.textEmpty, 'bad-request'],
    [400, TEXTS.textTooLong, 'bad-request'],
    [400, TEXTS.buttonData, 'bad-request'],
    [400, TEXTS.buttonKind, 'bad-request'],
    [400, "Bad Request: can't parse entities: unsupported start tag", 'bad-request'],
    [401, TEXTS.unauthorised, 'unauthorised'],
    [404, TEXTS.notFound, 'unauthorised'],
    [404, TEXTS.methodNotFound, 'bad-request'],
  ])('gives up on %i %s: %s', (status, description, reason) => {
    expect(classifyFailure(rejected(status, description), false)).toEqual({ kind: 'refused', reason });
  });

  it('takes a 429 for one chat when that chat was written to before, else for the whole account', () => {
    const failure = rejected(429, 'Too Many Requests: retry after 7', 7000);
    expect(classifyFailure(failure, false)).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 7000 });
    expect(classifyFailure(failure, true)).toEqual({ kind: 'rate-limited', scope: 'account', retryAfterMs: 7000 });
  });

  it('knows a 429 by its code, whatever its text says', () => {
    const failure = rejected(429, TEXTS.blocked);
    expect(classifyFailure(failure, false)).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 1000 });
  });

  it.each([500, 502, 503, 504])('does not know what a %i did', (status) => {
    expect(classifyFailure(rejected(status, 'bad gateway'), false)).toEqual({
      kind: 'unknown',
      reason: `http-${status}`,
    });
  });

  it('tries again after a conflict', () => {
    expect(classifyFailure(rejected(409, TEXTS.otherPoller), false)).toEqual({ kind: 'failed', reason: 'http-409' });
  });

  it('tells what never arrived from what may have', () => {
    expect(classifyFailure({ kind: 'unreached', reason: 'econnrefused' }, false)).toEqual({
      kind: 'failed',
      reason: 'econnrefused',
    });
    expect(classifyFailure({ kind: 'lost', reason: 'time-out' }, false)).toEqual({
      kind: 'unknown',
      reason: 'time-out',
    });
    expect(classifyFailure({ kind: 'aborted' }, false)).toEqual({ kind: 'unknown', reason: 'aborted' });
  });

  it('knows the edits that need none and those that cannot be', () => {
    expect(isNotModified(rejected(400, TEXTS.notModified))).toBe(true);
    expect(isUneditable(rejected(400, TEXTS.editMissing))).toBe(true);
    expect(isUneditable(rejected(400, TEXTS.editForbidden))).toBe(true);
    expect(isUneditable(rejected(400, TEXTS.notModified))).toBe(false);
    expect(isUneditable(rejected(403, TEXTS.editForbidden))).toBe(false);
  });
});
