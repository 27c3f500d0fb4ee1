import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manageableRoles, mayManage, ROLES, suits, type Role, type Standing } from '../../src/domain/person.ts';
import type { Unit } from '../../src/domain/unit.ts';

const unit = (code: string, parentCode: string | null): Unit => ({
  code,
  name: code,
  type: parentCode === null ? 'tỉnh' : 'xã',
  parentCode,
  agencyCodes: [],
  validFrom: '2025-07-01',
  validTo: null,
});
const UNITS = new Map(
  [unit('01', null), unit('92', null), unit('99001', '01'), unit('99002', '01'), unit('92001', '92')].map((each) => [
    each.code,
    each,
  ]),
);
const standing = (role: Role, scope: string | null): Standing => ({ role, scope });
const anyStanding = fc.record({
  role: fc.constantFrom(...ROLES),
  scope: fc.constantFrom(null, ...UNITS.keys(), '00000'),
});

/** From least to most. */
const RANKS: Readonly<Record<Role, number>> = {
  'ward-staff': 1,
  'ward-admin': 2,
  auditor: 3,
  'province-admin': 3,
  'ministry-admin': 4,
};

describe('src/domain/person.ts', () => {
  it.each([
    ['ministry-admin', null, 'ministry-admin', null, true],
    ['ministry-admin', null, 'ward-staff', '99001', true],
    ['province-admin', '01', 'ward-admin', '99001', true],
    ['province-admin', '01', 'province-admin', '01', true],
    ['province-admin', '01', 'auditor', '01', true],
    ['province-admin', '01', 'auditor', null, false],
    ['province-admin', '01', 'ministry-admin', null, false],
    ['province-admin', '01', 'ward-admin', '92001', false],
    ['province-admin', '01', 'ward-admin', '00000', false],
    ['ward-admin', '99001', 'ward-staff', '99001', true],
    ['ward-admin', '99001', 'ward-staff', '99002', false],
    ['ward-admin', '99001', 'province-admin', '99001', false],
    ['ward-staff', '99001', 'ward-staff', '99001', false],
    ['auditor', null, 'ward-staff', '99001', false],
  ] as const)('%s of %s manages %s of %s: %s', (role, scope, other, otherScope, expected) => {
    expect(mayManage(standing(role, scope), standing(other, otherScope), UNITS)).toBe(expected);
  });

  it('never lets anybody manage a role above their own, or a unit beyond it', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, (manager, person) => {
        if (!mayManage(manager, person, UNITS)) return;
        expect(RANKS[person.role]).toBeLessThanOrEqual(RANKS[manager.role]);
        const parent = person.scope === null ? null : UNITS.get(person.scope)?.parentCode;
        expect([null, person.scope, parent]).toContain(manager.scope);
      }),
    );
  });

  it('gives no chain of invitations more than its first link had', () => {
    fc.assert(
      fc.property(fc.array(anyStanding, { minLength: 3, maxLength: 6 }), (chain) => {
        const holds = chain.every((each, i) => {
          const next = chain[i + 1];
          return !next || mayManage(each, next, UNITS);
        });
        const [first] = chain;
        const last = chain.at(-1);
        if (!holds || !first || !last) return;
        expect(mayManage(first, last, UNITS)).toBe(true);
      }),
    );
  });

  it.each([
    ['ministry-admin', [null]],
    ['province-admin', ['01']],
    ['ward-admin', ['99001']],
    ['ward-staff', ['99001']],
    ['auditor', [null, '01']],
  ] as const)('%s suits %j and nothing else', (role, places) => {
    const suited = [null, '01', '99001'].filter((code) =>
      suits(role, code === null ? null : (UNITS.get(code) ?? null)),
    );
    expect(suited).toEqual(places);
  });

  it('lets staff and auditors manage nobody', () => {
    expect(manageableRoles('ward-staff')).toEqual([]);
    expect(manageableRoles('auditor')).toEqual([]);
  });
});
