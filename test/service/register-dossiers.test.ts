import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationRow } from '../../src/domain/dossier-check.ts';
import { createWorld, newCode, type World } from '../support/service-world.ts';
import { AT_INTAKE, LATE } from '../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

let lines = 0;

/** A mobile number that no other test uses. */
function newPhone(): string {
  lines += 1;
  return `09124${String(lines).padStart(5, '0')}`;
}

async function outcomes(...rows: readonly Partial<RegistrationRow>[]): Promise<readonly string[]> {
  return (await world.register(rows)).map(({ outcome }) => outcome);
}

async function exclusionOf(row: Partial<RegistrationRow>): Promise<string | null> {
  const code = newCode();
  expect(await outcomes({ ...row, code })).toEqual(['created']);
  return (await world.invitation(code)).exclusion;
}

function corrections(code: string) {
  return world.rows<{ fields: string[]; actor: string }>(
    `SELECT c.fields, c.actor FROM register.correction c JOIN register.dossier d ON d.id = c.dossier_id
     WHERE d.code = $1 ORDER BY c.id`,
    [code],
  );
}

describe('src/service/register-dossiers.ts', () => {
  describe('the same code again', () => {
    it('changes nothing and says so, with the same links', async () => {
      const code = newCode();
      const [first] = await world.register([{ code, phone: newPhone() }]);
      const before = await world.record(code);
      const [second] = await world.register([{ code, phone: null }]);
      expect([first?.outcome, second?.outcome]).toEqual(['created', 'unchanged']);
      expect(second?.links).toEqual(first?.links);
      expect(second?.shortCode).toBe(first?.shortCode);
      expect(await world.record(code)).toEqual(before);
      expect(await corrections(code)).toEqual([]);
    });

    it('completes what was registered at intake, and arms the survey only then', async () => {
      const code = newCode();
      expect(await outcomes({ code, ...AT_INTAKE })).toEqual(['created']);
      expect((await world.record(code)).invitation).toBeNull();
      expect(await outcomes({ code })).toEqual(['updated']);
      expect(await world.invitation(code)).toMatchObject({
        status: 'armed',
        notBefore: new Date('2026-10-08T09:00:00+07:00'),
        notAfter: new Date('2026-10-15T09:00:00+07:00'),
        completedOn: '2026-10-08',
        completedMonth: '2026-10-01',
        late: false,
      });
      expect(await corrections(code)).toEqual([]);
    });

    it('keeps what the second call leaves open', async () => {
      const code = newCode();
      const known = { phone: newPhone(), officer: 'CB-01', lateReason: 'mất điện' } as const;
      const choices = { language: 'en', applicant: 'organisation', outcome: 'refused' } as const;
      await world.register([{ code, ...AT_INTAKE, ...known, ...choices }]);
      const before = (await world.record(code)).dossier;
      const open = { phone: null, officer: null, lateReason: null, language: null, applicant: null, outcome: null };
      await world.register([{ code, ...open }]);
      expect((await world.record(code)).dossier).toEqual({
        ...before,
        completedAt: new Date('2026-10-08T07:00:00+07:00'),
      });
    });

    it('takes two rows of one code in one call one after the other', async () => {
      const code = newCode();
      const phone = newPhone();
      expect(await outcomes({ code, phone, ...AT_INTAKE }, { code, phone }, { code, phone })).toEqual([
        'created',
        'updated',
        'unchanged',
      ]);
      expect(await world.invitation(code)).toMatchObject({ status: 'armed', exclusion: null });
    });

    it('does so however far apart they stand, also in a dry run', async () => {
      const code = newCode();
      const others = Array.from({ length: 250 }, () => ({ code: newCode(), phone: null }));
      const rows = [{ code, phone: null }, ...others, { code, phone: null }];
      for (const dryRun of [true, false]) {
        const results = await world.register(rows, { dryRun });
        expect([results[0]?.outcome, results.at(-1)?.outcome]).toEqual(['created', 'unchanged']);
      }
    });

    it('does not count a dossier that is corrected in the same call against itself', async () => {
      const code = newCode();
      const phone = newPhone();
      expect(await outcomes({ code, phone }, { code, phone, procedure: '1.000894' })).toEqual(['created', 'updated']);
      expect(await world.invitation(code)).toMatchObject({ exclusion: null, procedureCode: '1.000894' });
    });
  });

  describe('corrections', () => {
    it('are taken until the invitation goes out, re-frozen and logged by the names of fields', async () => {
      const code = newCode();
      await world.register([{ code }]);
      const { id } = await world.invitation(code);
      const corrected = { code, unit: '99002', procedure: '1.000894', ...LATE };
      const [result] = await world.register([corrected], { actor: 'key-7' });
      expect(result?.outcome).toBe('updated');
      expect(await world.invitation(code)).toMatchObject({
        id,
        unitCode: '99002',
        procedureCode: '1.000894',
        late: true,
      });
      expect(await corrections(code)).toEqual([{ fields: ['unitCode', 'procedureCode', 'dueAt'], actor: 'key-7' }]);
    });

    it('are logged before completion too, where they replace something known', async () => {
      const code = newCode();
      await world.register([{ code, ...AT_INTAKE }]);
      await world.register([{ code, unit: '99002', phone: newPhone() }]);
      expect(await corrections(code)).toEqual([{ fields: ['unitCode'], actor: 'test' }]);
    });

    it('are refused with a reason once the invitation is out, but for news that change nothing of it', async () => {
      const code = newCode();
      const citizen = world.citizen();
      const [result] = await world.register([{ code }]);
      await citizen.start(tokenIn(result?.links?.web));
      const frozen = await world.invitation(code);
      const [refused] = await world.register([{ code, unit: '99002' }]);
      expect(refused).toMatchObject({
        outcome: 'rejected',
        reasons: [{ field: 'unit', code: 'already-invited' }],
        links: null,
      });
      const news = { code, apologySentAt: new Date('2026-10-08T09:30:00+07:00'), lateReason: 'chờ xác minh' };
      expect(await outcomes(news)).toEqual(['updated']);
      expect(await world.invitation(code)).toEqual(frozen);
    });

    it('ask about somebody who was excluded by mistake', async () => {
      const code = newCode();
      await world.register([{ code, applicant: 'organisation' }]);
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'excluded' });
      await world.register([{ code, applicant: 'person' }]);
      expect(await world.invitation(code)).toMatchObject({ status: 'armed', closeReason: null, exclusion: null });
    });
  });

  describe('who is not asked', () => {
    it('leaves out organisations, withdrawn dossiers and deaths at once', async () => {
      expect(await exclusionOf({ applicant: 'organisation' })).toBe('organisation');
      expect(await exclusionOf({ outcome: 'withdrawn' })).toBe('withdrawn');
      expect(await exclusionOf({ procedure: '1.000656' })).toBe('bereavement');
    });

    it('leaves out a phone that opted out, whose slip stays open', async () => {
      const phone = newPhone();
      const citizen = world.citizen({ phone: `+84${phone.slice(1)}` });
      await citizen.sharePhone();
      await citizen.type('DỪNG');
      const code = newCode();
      await world.register([{ code, phone }]);
      expect(await world.invitation(code)).toMatchObject({ exclusion: 'opted-out', status: 'waiting' });
    });

    it('knows an opted-out phone also when the completion does not repeat it', async () => {
      const phone = newPhone();
      const code = newCode();
      await world.register([{ code, phone, ...AT_INTAKE }]);
      const citizen = world.citizen({ phone: `+84${phone.slice(1)}` });
      await citizen.sharePhone();
      await citizen.type('DỪNG');
      await world.register([{ code, phone: null }]);
      expect(await world.invitation(code)).toMatchObject({ exclusion: 'opted-out', status: 'waiting' });
    });

    it('finds one phone however it is written', async () => {
      const [first, second] = [newCode(), newCode()];
      await world.register([
        { code: first, phone: '0912 555 001' },
        { code: second, phone: '+84 912.555.001' },
      ]);
      const [one, other] = [await world.record(first), await world.record(second)];
      expect(one.dossier.phoneIndex).toBe(other.dossier.phoneIndex);
    });
  });

  describe('attribution', () => {
    it('accepts an agency code and a local suffix, and freezes the national ones', async () => {
      const code = newCode();
      await world.register([{ code, unit: 'H26.99.02', procedure: '1.001193.000.00.00.H26' }]);
      expect(await world.invitation(code)).toMatchObject({
        unitCode: '99002',
        provinceCode: '01',
        procedureCode: '1.001193',
      });
    });

    it('leaves seven days of the contact window, also behind a long holiday', async () => {
      const tet = await createWorld({
        window: { kind: 'spans', spans: [{ from: 8 * 60, to: 20 * 60 + 30 }] },
        isHoliday: (day) => day >= '2026-10-08' && day <= '2026-10-17',
      });
      try {
        const code = newCode();
        await tet.register([{ code }]);
        expect((await tet.invitation(code)).notAfter).toEqual(new Date('2026-10-25T08:00:00+07:00'));
      } finally {
        await tet.close();
      }
    });
  });

  describe('faults and scope', () => {
    it('takes the good rows, in the order given, and gives back the bad ones with their reasons', async () => {
      const results = await world.register([
        {},
        { unit: '00000' },
        { code: 'không phải mã' },
        { procedure: '9.999999' },
        { completedAt: new Date('2026-10-01T07:00:00+07:00') },
        { completedAt: new Date('2026-11-01T07:00:00+07:00') },
        { phone: '12' },
        {},
      ]);
      expect(results.map(({ outcome, reasons }) => [outcome, ...reasons.map(({ code }) => code)])).toEqual([
        ['created'],
        ['rejected', 'unit-unknown'],
        ['rejected', 'code-malformed'],
        ['rejected', 'procedure-unknown'],
        ['rejected', 'completed-before-received'],
        ['rejected', 'in-future'],
        ['rejected', 'phone-malformed'],
        ['created'],
      ]);
    });

    it('refuses units outside the scope and takes those under it', async () => {
      const rows = [{ unit: '99001' }, { unit: '99002' }, { unit: '99004' }];
      const ward = await world.register(rows, { scope: '99001' });
      const province = await world.register(rows, { scope: '01' });
      expect(ward.map(({ outcome }) => outcome)).toEqual(['created', 'rejected', 'rejected']);
      expect(province.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'rejected']);
      expect(ward[1]?.reasons).toEqual([{ field: 'unit', code: 'unit-out-of-scope' }]);
    });

    it('writes nothing in a dry run, and gives no links that would lead nowhere', async () => {
      const code = newCode();
      const [result] = await world.register([{ code }], { dryRun: true });
      expect(result).toMatchObject({ outcome: 'created', links: null, shortCode: null });
      expect(await world.parts.dossiers.find(code)).toBeNull();
    });
  });

  describe('many at once', () => {
    it('registers a thousand in one call, and again nothing', async () => {
      const rows = Array.from({ length: 1_000 }, () => ({ code: newCode(), phone: newPhone() }));
      const times: number[] = [];
      for (const expected of ['created', 'unchanged']) {
        const started = performance.now();
        const results = await world.register(rows);
        times.push(Math.round(performance.now() - started));
        expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set([expected]));
      }
      process.stdout.write(`1,000 dossiers: registered in ${times[0]} ms, again in ${times[1]} ms\n`);
    });

    it('takes four calls with the same new codes at once as one', async () => {
      const rows = Array.from({ length: 50 }, () => ({ code: newCode(), phone: newPhone() }));
      const calls = await Promise.all(
        [rows, rows.toReversed(), rows, rows.toReversed()].map((each) => world.register(each)),
      );
      const found = calls.flat().map(({ outcome }) => outcome);
      expect(found.filter((outcome) => outcome === 'created')).toHaveLength(50);
      expect(found.filter((outcome) => outcome === 'unchanged')).toHaveLength(150);
    });
  });
});

function tokenIn(link: string | undefined): string {
  return new URL(link ?? '').pathname.slice('/s/'.length);
}
