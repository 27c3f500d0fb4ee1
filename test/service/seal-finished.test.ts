import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseMix } from '../../src/service/release-mix.ts';
import { sealFinished } from '../../src/service/seal-finished.ts';
import { createWorld, newCode, tokenOf, type World } from '../support/service-world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

const COMMENT = 'Cô tiếp dân ở bàn số bảy rất tận tình';
const PHONE = '0912999555';

async function answered(row: Parameters<World['register']>[0][number] = {}) {
  const citizen = world.citizen();
  const code = newCode();
  const [result] = await world.register([{ code, ...row }]);
  await citizen.start(tokenOf(result));
  await citizen.tap('Bắt đầu');
  for (let i = 0; i < 4; i += 1) await citizen.tap('4 · Hài lòng');
  await citizen.tap('Không');
  return { citizen, code };
}

async function count(table: string): Promise<number> {
  const [row] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? 0;
}

/** Every row of every table of these schemas, as text. */
async function dump(...schemas: readonly string[]): Promise<string> {
  const tables = await world.rows<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = ANY($1)",
    [schemas],
  );
  const parts = await Promise.all(
    tables.map(({ name }) => world.rows<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`)),
  );
  return parts
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

/** What a bytea of this text would look like in a dump. */
function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}

describe('src/service/seal-finished.ts', () => {
  it('closes the invitation, deletes draft and messages, and leaves one row in the mix', async () => {
    const before = await count('ballot.mix');
    const { citizen, code } = await answered();
    const { id } = await world.invitation(code);
    await citizen.tap('Không có');
    expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'finished' });
    expect(citizen.last).toMatch(/Ý kiến đã được ghi nhận/);
    for (const table of ['draft', 'message']) {
      expect(await world.rows(`SELECT 1 FROM register.${table} WHERE invitation_id = $1`, [id])).toEqual([]);
    }
    expect(await count('ballot.mix')).toBe(before + 1);
  });

  it('does all of it or nothing', async () => {
    const { citizen, code } = await answered();
    await world.rows('REVOKE INSERT ON ballot.mix FROM hl_register');
    const before = await count('ballot.mix');
    await citizen.tap('Không có');
    await world.rows('GRANT INSERT ON ballot.mix TO hl_register');
    const { invitation, draft } = await world.record(code);
    expect(invitation?.status).toBe('finished');
    expect(draft).not.toBeNull();
    expect(await count('ballot.mix')).toBe(before);
    await sealFinished(world.parts, null);
    expect(await world.record(code)).toMatchObject({ invitation: { status: 'closed' }, draft: null });
    expect(await count('ballot.mix')).toBe(before + 1);
  });

  it('is released in batches of those alike, and never fewer', async () => {
    await world.rows('TRUNCATE ballot.mix, ballot.response, ballot.tally CASCADE');
    const five = { ...world.parts, mixBatch: 5 };
    for (let i = 0; i < 4; i += 1) await (await answered({ unit: '99003' })).citizen.tap('Không có');
    await (await answered({ unit: '99003', filedVia: 'online' })).citizen.tap('Không có');
    expect(await releaseMix(five)).toBe(0);
    await (await answered({ unit: '99003' })).citizen.tap('Không có');
    expect(await releaseMix(five)).toBe(5);
    expect(await count('ballot.mix')).toBe(1);
    expect(await world.rows('SELECT DISTINCT filed_via FROM ballot.response')).toEqual([{ filed_via: 'counter' }]);
    expect(await releaseMix(five)).toBe(0);
  });

  it('is not held up by a ballot that this key cannot open', async () => {
    await world.rows('TRUNCATE ballot.mix, ballot.response, ballot.tally CASCADE');
    await (await answered({ unit: '99001' })).citizen.tap('Không có');
    await world.rows("INSERT INTO ballot.mix SELECT gen_random_uuid(), '99001', $1, now()", [randomBytes(64)]);
    await (await answered({ unit: '99002' })).citizen.tap('Không có');
    expect(await releaseMix(world.parts)).toBe(2);
    expect(await count('ballot.mix')).toBe(1);
  });

  it('leaves nothing readable and nothing that ties the two sides together', async () => {
    await world.rows('TRUNCATE ballot.mix, ballot.response, ballot.tally CASCADE');
    const { citizen, code } = await answered({ phone: PHONE });
    await citizen.sharePhone('+84912999555');
    const { dossier, invitation } = await world.record(code);
    // A message that is committed and not yet sent, a draft, and a ballot in the mix: all three at rest.
    await world.take(citizen.update({ kind: 'text', text: COMMENT }));
    const other = await answered({ phone: PHONE, outcome: 'refused' });
    await other.citizen.type(COMMENT);
    const register = await dump('register');
    const mix = await dump('ballot');
    for (const words of [COMMENT, 'bàn số bảy', '912999555', PHONE, String(citizen.person.id), 'Hài lòng']) {
      for (const text of [register, mix]) {
        expect(text).not.toContain(words);
        expect(text).not.toContain(hex(words));
      }
    }
    await world.drain();
    await releaseMix(world.parts);
    const ballot = await dump('ballot');
    expect(ballot).toContain(COMMENT);
    const ids = [dossier.id, dossier.code, invitation?.id, dossier.shortCode, dossier.phoneIndex, invitation?.chatId];
    for (const id of ids) {
      if (typeof id !== 'string') throw new TypeError('an id is missing');
      expect(ballot).not.toContain(id);
    }
    const everyId = await world.rows<{ id: string }>(
      `SELECT id::text FROM register.dossier UNION ALL SELECT id::text FROM register.invitation
       UNION ALL SELECT id::text FROM register.chat UNION ALL SELECT id::text FROM register.message`,
    );
    expect(everyId.filter(({ id }) => ballot.includes(id))).toEqual([]);
  });
});
