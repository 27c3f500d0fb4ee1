import { describe, expect, it } from 'vitest';
import { canAnswerFromSlip, type EligibilityFacts, exclusionOf, isRecent } from '../../src/domain/eligibility.ts';
import type { Exclusion } from '../../src/domain/invitation.ts';

const facts: EligibilityFacts = {
  applicant: 'person',
  outcome: 'issued',
  tone: 'standard',
  late: false,
  staffPhone: false,
  optedOut: false,
  recentInvites: 0,
};

function exclusion(changes: Partial<EligibilityFacts>, askBereaved = false): Exclusion | null {
  return exclusionOf({ ...facts, ...changes }, { askBereaved });
}

describe('domain/eligibility', () => {
  it.each<[Partial<EligibilityFacts>, Exclusion | null]>([
    [{}, null],
    [{ outcome: 'refused' }, null],
    [{ outcome: 'stopped' }, null],
    [{ applicant: 'organisation' }, 'organisation'],
    [{ outcome: 'withdrawn' }, 'withdrawn'],
    [{ tone: 'bereavement' }, 'bereavement'],
    [{ staffPhone: true, optedOut: true }, 'staff-phone'],
    [{ optedOut: true, late: true }, 'opted-out'],
    [{ recentInvites: 1 }, 'recently-asked'],
    [{ recentInvites: 1, outcome: 'stopped' }, 'recently-asked'],
    [{ recentInvites: 1, late: true }, null],
    [{ recentInvites: 1, outcome: 'refused' }, null],
    [{ recentInvites: 2, late: true, outcome: 'refused' }, 'recently-asked'],
  ])('decides %j: %s', (changes, expected) => {
    expect(exclusion(changes)).toBe(expected);
  });

  it('asks the bereaved only when the operator says so', () => {
    expect(exclusion({ tone: 'bereavement' }, true)).toBeNull();
  });

  it('counts a survey for thirty days', () => {
    const invitedAt = new Date('2026-10-01T02:00:00Z');
    expect(isRecent(invitedAt, new Date('2026-10-31T01:59:59Z'))).toBe(true);
    expect(isRecent(invitedAt, new Date('2026-10-31T02:00:00Z'))).toBe(false);
  });

  it('lets those who were asked lately answer from a slip, never an excluded dossier', () => {
    const answerable: readonly (Exclusion | null)[] = [null, 'recently-asked', 'opted-out', 'staff-phone'];
    expect(answerable.map(canAnswerFromSlip)).toEqual([true, true, true, true]);
    expect(canAnswerFromSlip('organisation')).toBe(false);
    expect(canAnswerFromSlip('bereavement')).toBe(false);
  });
});
