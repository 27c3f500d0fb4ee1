import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredSet } from '../../src/service/ports.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import { after, fingerprint, newDossier, newInvitation, register, sealedDraft, UNITS, write } from './samples.ts';

const NONE = { inserted: [], updated: [], corrections: [], invitations: [], removed: [], disarmed: [] };

describe('src/store/dossiers', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
    await stores.references.saveUnits(UNITS);
  });

  afterAll(() => stores.drop());

  async function look(
    codes: readonly string[],
    phones: RegisteredSet['suppressed'] = new Set(),
  ): Promise<RegisteredSet> {
    const seen: RegisteredSet[] = [];
    await stores.dossiers.register({ codes, phones: [...phones] }, (found) => {
      seen.push(found);
      return NONE;
    });
    const [found] = seen;
    if (!found) throw new TypeError('decide was not called');
    return found;
  }

  it('returns dossiers and invitations as they were written', async () => {
    const dossier = newDossier({
      phoneIndex: fingerprint('phone A'),
      phoneSealed: Buffer.from([0, 255, 7]),
      officer: 'CB-12',
      lateReason: 'Chờ ý kiến sở',
      apologySentAt: after(-30),
      slipOwner: 'web:abc',
    });
    const invitation = newInvitation(dossier, { exclusion: 'organisation', startedOn: '2026-03-03', late: true });
    await register(stores, [dossier], [invitation]);
    const found = await look([dossier.code, 'H26.99.01-260301-none']);
    expect([...found.dossiers.values()]).toEqual([dossier]);
    expect([...found.invitations.values()]).toEqual([invitation]);
  });

  it('replaces dossiers and invitations by id and logs which fields were corrected', async () => {
    const dossier = newDossier();
    const invitation = newInvitation(dossier);
    await register(stores, [dossier], [invitation]);
    const corrected = { ...dossier, officer: 'CB-7' };
    await stores.dossiers.register({ codes: [dossier.code], phones: [] }, () => ({
      inserted: [],
      updated: [corrected],
      corrections: [{ dossierId: dossier.id, fields: ['officer'], actor: 'key:1' }],
      invitations: [{ ...invitation, late: true }],
      removed: [],
      disarmed: [],
    }));
    const found = await look([dossier.code]);
    expect(found.dossiers.get(dossier.code)?.officer).toBe('CB-7');
    expect(found.invitations.get(dossier.id)?.late).toBe(true);
    const log = await stores.database.register.correction.findMany({ where: { dossierId: dossier.id } });
    expect(log.map(({ fields, actor }) => ({ fields, actor }))).toEqual([{ fields: ['officer'], actor: 'key:1' }]);
  });

  it('writes nothing when the decision throws', async () => {
    const dossier = newDossier();
    const attempt = stores.dossiers.register({ codes: [dossier.code], phones: [] }, () => {
      throw new RangeError('no');
    });
    await expect(attempt).rejects.toThrow(RangeError);
    expect(await stores.dossiers.find(dossier.code)).toBeNull();
  });

  it('lets two calls with the same new code take turns: one inserts, the other finds', async () => {
    const code = 'H26.99.01-260301-7777';
    const seen: boolean[] = [];
    const attempt = () =>
      stores.dossiers.register({ codes: [code], phones: [] }, (found) => {
        const known = found.dossiers.has(code);
        seen.push(known);
        return known ? NONE : { ...NONE, inserted: [newDossier({ code })] };
      });
    await Promise.all([attempt(), attempt(), attempt(), attempt()]);
    expect(seen.filter(Boolean)).toHaveLength(3);
    expect(await stores.database.register.dossier.count({ where: { code } })).toBe(1);
  });

  it('lets overlapping sets of codes in any order through without losing an update', async () => {
    const dossiers = Array.from({ length: 20 }, () => newDossier({ officer: '0' }));
    await register(stores, dossiers);
    const codes = dossiers.map(({ code }) => code);
    const count = (order: readonly string[]) =>
      stores.dossiers.register({ codes: order, phones: [] }, (found) => ({
        ...NONE,
        updated: [...found.dossiers.values()].map((row) =>
          Object.assign({}, row, { officer: String(Number(row.officer) + 1) }),
        ),
      }));
    await Promise.all([count(codes), count(codes.toReversed()), count(codes), count(codes.toReversed())]);
    const found = await look(codes);
    expect(new Set([...found.dossiers.values()].map(({ officer }) => officer))).toEqual(new Set(['4']));
  });

  it('tells which phones opted out and when they were or will be asked', async () => {
    const phone = fingerprint('phone B');
    const silent = fingerprint('phone C');
    const [asked, armed, excluded, own] = [0, 1, 2, 3].map(() => newDossier({ phoneIndex: phone }));
    if (!asked || !armed || !excluded || !own) throw new TypeError('four dossiers');
    await register(
      stores,
      [asked, armed, excluded, own],
      [
        newInvitation(asked, { status: 'closed', closeReason: 'expired', invitedAt: after(-9_000) }),
        newInvitation(armed, { notBefore: after(50) }),
        newInvitation(excluded, { exclusion: 'recently-asked' }),
        newInvitation(own, { invitedAt: after(-1) }),
      ],
    );
    await write(stores, { suppress: [silent] });
    const found = await look([own.code], new Set([phone, silent]));
    expect(found.askedAt).toEqual(new Map([[phone, [after(50), after(-9_000)]]]));
    expect(found.suppressed).toEqual(new Set([silent]));
  });

  it('finds a dossier with its unit, tone, invitation and draft', async () => {
    const dossier = newDossier({ procedureCode: '1.000656' });
    const invitation = newInvitation(dossier);
    await stores.references.saveProcedures([
      { code: '1.000656', name: 'Đăng ký khai tử', field: 'Hộ tịch', tone: 'bereavement', workingDays: null },
    ]);
    await register(stores, [dossier], [invitation]);
    await write(stores, { drafts: [sealedDraft(invitation.id, 'sealed')] });
    const { phoneSealed: _, tokenHash: __, phoneTokenHash: ___, contactForgotten: ____, ...visible } = dossier;
    expect(await stores.dossiers.find(dossier.code)).toEqual({
      dossier: visible,
      unit: UNITS.find(({ code }) => code === '99001'),
      tone: 'bereavement',
      procedureName: 'Đăng ký khai tử',
      invitation,
      draft: Buffer.from('sealed'),
    });
    expect(await stores.dossiers.find('nothing')).toBeNull();
  });

  it('registers a thousand dossiers in one call', async () => {
    const dossiers = Array.from({ length: 1_000 }, () => newDossier());
    await register(
      stores,
      dossiers,
      dossiers.map((dossier) => newInvitation(dossier)),
    );
    const found = await look(dossiers.map(({ code }) => code));
    expect([found.dossiers.size, found.invitations.size]).toEqual([1_000, 1_000]);
  });
});
