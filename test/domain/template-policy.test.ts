import { describe, expect, it } from 'vitest';
import type { TemplateName } from '../../src/domain/message.ts';
import { templateFor, type TemplateFacts } from '../../src/domain/template-policy.ts';

const USUAL: TemplateFacts = { bereavement: false, late: false, again: false };
const LATE = { ...USUAL, late: true };
const BEREAVED = { ...USUAL, bereavement: true };
const ALL = ['invite', 'late', 'condolence', 'rating'] as const;

describe('domain/template-policy', () => {
  it.each<[TemplateFacts, readonly TemplateName[], TemplateName | null]>([
    [USUAL, ALL, 'rating'],
    [USUAL, ['invite', 'late', 'condolence'], 'invite'],
    [{ ...USUAL, again: true }, ALL, 'invite'],
    [{ ...USUAL, again: true }, ['rating'], 'rating'],
    [LATE, ALL, 'late'],
    [LATE, ['invite', 'rating'], 'invite'],
    [LATE, ['rating'], null],
    [BEREAVED, ALL, 'condolence'],
    [{ ...BEREAVED, late: true }, ALL, 'condolence'],
    [BEREAVED, ['invite', 'late', 'rating'], null],
    [USUAL, ['late', 'condolence'], null],
    [USUAL, [], null],
  ])('%j of %j is %s', (facts, offered, name) => {
    expect(templateFor(facts, new Set(offered))).toBe(name);
  });
});
