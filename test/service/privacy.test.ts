import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAL_DATA } from '../../src/domain/personal-data.ts';
import { RETENTION_DAYS } from '../../src/domain/retention.ts';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { enforceRetention } from '../../src/service/enforce-retention.ts';
import { phoneIndex } from '../../src/service/fingerprint.ts';
import { erasePerson, tellPerson, withdrawConsent } from '../../src/service/person-rights.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import { until } from '../support/look.ts';
import { createWorld, DAY_MS, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

/** Rows of the register in which a fingerprint stands, by table. */
async function tracesOf(phone: string): Promise<readonly string[]> {
  const index = phoneIndex(world.parts.vault, phone);
  const tables = await world.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'register' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await world.rows(`SELECT 1 FROM register."${name}" t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [
      index,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('a person’s rights', () => {
  it('tell which dossiers carry a telephone, and nothing of answers', async () => {
    const citizen = world.citizen();
    await world.register([{ code: 'H26.99.01-261005-7001', phone: citizen.phone }]);
    expect(await tellPerson(world.parts, citizen.phone.replace('+84', '0'))).toEqual({
      dossiers: [{ code: 'H26.99.01-261005-7001', unitCode: '99001', invited: false }],
      chats: [],
      isOptedOut: false,
    });
    await expect(tellPerson(world.parts, 'không phải số')).rejects.toMatchObject({ code: 'phone-invalid' });
  });

  it('delete a telephone everywhere but among those never asked again, and end what is open', async () => {
    const citizen = world.citizen();
    await citizen.sharePhone();
    const code = newCode();
    await world.register([{ code, phone: citizen.phone }]);
    await world.sendDue();
    await citizen.tap('Bắt đầu');
    await citizen.tap('4 · Hài lòng');
    expect(await tracesOf(citizen.phone)).toEqual(['chat', 'dossier', 'invitation']);

    expect(await erasePerson(world.parts, citizen.phone)).toEqual({ dossiers: 1, chats: 1 });
    expect(await tracesOf(citizen.phone)).toEqual(['suppression']);
    expect(await world.record(code)).toMatchObject({
      draft: null,
      dossier: { phoneIndex: null, slipOwner: null },
      invitation: { status: 'closed', closeReason: 'opted-out', chatId: null },
    });
    const messages = await world.rows(
      'SELECT 1 FROM register.message m JOIN register.invitation i ON i.id = m.invitation_id JOIN register.dossier d ON d.id = i.dossier_id WHERE d.code = $1',
      [code],
    );
    expect(messages).toEqual([]);
    const again = newCode();
    await world.register([{ code: again, phone: citizen.phone }]);
    expect(await world.invitation(again)).toMatchObject({ exclusion: 'opted-out' });
    expect(await erasePerson(world.parts, '0912 000 111')).toEqual({ dossiers: 0, chats: 0 });
  });

  it('end a survey that a chat of theirs holds by its slip, and leave its dossier’s own telephone', async () => {
    const [holder, owner] = [world.citizen(), world.citizen()];
    await holder.sharePhone();
    const code = newCode();
    const [slip] = await world.register([{ code, phone: owner.phone }]);
    await holder.start(tokenOf(slip));
    await holder.tap('Bắt đầu');
    await holder.tap('4 · Hài lòng');
    expect((await world.record(code)).draft).not.toBeNull();

    expect(await erasePerson(world.parts, holder.phone)).toEqual({ dossiers: 0, chats: 1 });
    expect(await world.record(code)).toMatchObject({
      draft: null,
      dossier: { slipOwner: null, phoneIndex: phoneIndex(world.parts.vault, owner.phone) },
      invitation: { status: 'closed', closeReason: 'opted-out', chatId: null },
    });
  });

  it('take consent back: no more surveys, none that is open goes on, and nothing else is lost', async () => {
    const citizen = world.citizen();
    await citizen.sharePhone();
    const code = newCode();
    await world.register([{ code, phone: citizen.phone }]);
    await world.sendDue();
    await citizen.tap('Bắt đầu');
    await citizen.tap('4 · Hài lòng');
    expect(await withdrawConsent(world.parts, citizen.phone)).toEqual({ dossiers: 1, chats: 1 });
    expect(await world.record(code)).toMatchObject({
      draft: null,
      invitation: { status: 'closed', closeReason: 'opted-out' },
    });
    expect(await tellPerson(world.parts, citizen.phone)).toMatchObject({
      dossiers: [{ code, invited: true }],
      chats: [{ channel: 'telegram', count: 1 }],
      isOptedOut: true,
    });
    await world.register([{ code: newCode(), phone: citizen.phone }]);
    await world.sendDue();
    expect(citizen.person.lastMessage?.text).not.toContain('xin chào');
    await citizen.type('BẬT');
    expect(await tellPerson(world.parts, citizen.phone)).toMatchObject({ isOptedOut: false });
  });

  it('hold against rows that other systems send again, which are taken as they were', async () => {
    const citizen = world.citizen();
    const codes = [newCode(), newCode()] as const;
    const row = { code: codes[0], phone: citizen.phone };
    const intake = { code: codes[1], phone: citizen.phone, completedAt: null, returnedAt: null };
    await world.register([row, intake]);
    await world.sendDue();
    await erasePerson(world.parts, citizen.phone);
    const again = await world.register([row, intake, { ...row, lateReason: 'Chờ xác minh' }]);
    expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    await world.register([{ code: codes[1], phone: citizen.phone }]);
    expect(await world.invitation(codes[1])).toMatchObject({ exclusion: 'opted-out', phoneIndex: null });
    expect(await tracesOf(citizen.phone)).toEqual(['suppression']);
    const sealed = await world.rows(
      'SELECT 1 FROM register.dossier WHERE code = ANY($1) AND phone_sealed IS NOT NULL',
      [codes],
    );
    expect(sealed).toEqual([]);
  });
});

describe('retention', () => {
  it('forgets contacts, chats and comments after their days, and never what is still needed', async () => {
    world.setNow(NOW);
    const citizen = world.citizen();
    await citizen.sharePhone();
    const codes = [newCode(), newCode()] as const;
    await world.register([{ code: codes[0], phone: citizen.phone, lateReason: 'Chờ ông Mẫu xác minh' }]);
    await world.sendDue();
    const [slip] = await world.register([{ code: codes[1] }]);
    const page = world.page(tokenOf(slip));
    for (const label of ['Bắt đầu', ...Array<string>(4).fill('4 · Hài lòng'), 'Không']) await page.tap(label);
    await page.type('Phòng chờ hơi nóng.');
    await releaseMix(world.parts);
    const comments = () => world.rows('SELECT 1 FROM ballot.response WHERE comment IS NOT NULL');
    expect(await comments()).toHaveLength(1);

    world.skip(8 * DAY_MS);
    await closeInvitations(world.parts);
    world.skip((RETENTION_DAYS.contact - 2) * DAY_MS);
    await enforceRetention(world.parts);
    const { phoneIndex, lateReason } = (await world.record(codes[0])).dossier;
    expect([phoneIndex === null, lateReason]).toEqual([false, 'Chờ ông Mẫu xác minh']);

    world.skip(4 * DAY_MS);
    await enforceRetention(world.parts);
    expect(await world.record(codes[0])).toMatchObject({
      dossier: { phoneIndex: null, lateReason: null },
      invitation: { phoneIndex: null, chatId: null, closeReason: 'expired' },
    });
    expect(await tracesOf(citizen.phone)).toEqual(['chat']);
    expect(await comments()).toHaveLength(1);

    const open = newCode();
    world.skip(RETENTION_DAYS.chat * DAY_MS);
    const now = world.now();
    await world.register([{ code: open, phone: citizen.phone, receivedAt: now, dueAt: now, completedAt: now }]);
    world.skip(DAY_MS);
    await world.sendDue();
    await enforceRetention(world.parts);
    expect(await tracesOf(citizen.phone)).toEqual(['chat', 'dossier', 'invitation']);

    world.skip(RETENTION_DAYS.comment * DAY_MS);
    await closeInvitations(world.parts);
    await enforceRetention(world.parts);
    expect([await tracesOf(citizen.phone), await comments()]).toEqual([['dossier', 'invitation'], []]);
    expect(await enforceRetention(world.parts)).toBe(0);
  });
});

describe('retention of what never ends by itself', () => {
  const forget = () => enforceRetention(world.parts);

  it('forgets the telephone of a dossier that is never completed, and takes it from no row again', async () => {
    world.setNow(NOW);
    const citizen = world.citizen();
    const row = { code: newCode(), phone: citizen.phone, completedAt: null, returnedAt: null };
    await world.register([row]);
    world.skip((RETENTION_DAYS.intake - 10) * DAY_MS);
    await forget();
    expect(await tracesOf(citizen.phone)).toEqual(['dossier']);
    world.skip(12 * DAY_MS);
    await forget();
    expect(await tracesOf(citizen.phone)).toEqual([]);
    expect((await world.register([row])).map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await tracesOf(citizen.phone)).toEqual([]);
  });

  it('takes the row of a closed survey again without its telephone', async () => {
    world.setNow(NOW);
    const row = { code: newCode(), phone: world.citizen().phone };
    await world.register([row]);
    world.skip(8 * DAY_MS);
    await closeInvitations(world.parts);
    world.skip((RETENTION_DAYS.contact + 1) * DAY_MS);
    await forget();
    expect((await world.register([row])).map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await tracesOf(row.phone)).toEqual([]);
  });

  it('forgets wrong passwords that nobody follows by another try', async () => {
    const index = Buffer.alloc(32, 1);
    const next = { failures: 3, failedAt: world.now(), lockedUntil: null };
    await world.parts.attempts.update(index, () => ({ ruling: { kind: 'free', next }, next }));
    await forget();
    expect(await world.parts.attempts.find(index)).not.toBeNull();
    world.skip((RETENTION_DAYS.attempt + 1) * DAY_MS);
    await forget();
    expect(await world.parts.attempts.find(index)).toBeNull();
  });

  it('forgets updates that nobody retried', async () => {
    const put = `INSERT INTO register.dead_update (id, channel, account, update_id, sealed, failure, created_at)
      VALUES (gen_random_uuid(), 'telegram', 'a', $1, '', 'unknown', $2)`;
    for (const days of [-1, 1]) {
      const at = new Date(world.now().getTime() - (RETENTION_DAYS.setAside + days) * DAY_MS);
      await world.rows(put, [String(days), at]);
    }
    await forget();
    expect(await world.rows('SELECT update_id FROM register.dead_update')).toEqual([{ update_id: '-1' }]);
  });

  it('judges a chat that nobody ever wrote in by its age', async () => {
    const citizen = world.citizen();
    await citizen.sharePhone();
    const silent = `UPDATE register.chat SET last_inbound_at = 'epoch', created_at = $1
      WHERE phone_index = decode($2, 'hex')`;
    const index = phoneIndex(world.parts.vault, citizen.phone);
    await world.rows(silent, [new Date(world.now().getTime() - (RETENTION_DAYS.chat - 1) * DAY_MS), index]);
    await forget();
    expect(await tracesOf(citizen.phone)).toEqual(['chat']);
    await world.rows(silent, [new Date(world.now().getTime() - (RETENTION_DAYS.chat + 1) * DAY_MS), index]);
    await forget();
    expect(await tracesOf(citizen.phone)).toEqual([]);
  });

  it('goes over what is closed and open by an index of what is left to do', async () => {
    await world.rows(`
      INSERT INTO register.dossier (id, code, unit_code, procedure_code, filed_via, received_at, due_at, completed_at,
        token_hash, short_code)
      SELECT gen_random_uuid(), 'old-' || n, '99001', '1.001193', 'counter', now(), now(),
        CASE WHEN n % 20 > 0 THEN now() END, sha256(n::text::bytea), 'AAAAAA' FROM generate_series(1, 20000) AS n`);
    await world.rows(`
      INSERT INTO register.invitation (id, dossier_id, survey_id, unit_code, province_code, procedure_code, filed_via,
        late, completed_month, completed_on, status, close_reason, closed_on, forgotten_on, not_before, not_after)
      SELECT gen_random_uuid(), d.id, 's', '99001', '99', '1.001193', 'counter', false, '2020-01-01', '2020-01-01',
        'closed', 'expired', '2020-01-09', '2020-03-20', now(), now()
      FROM register.dossier d WHERE d.code LIKE 'old-%' AND d.completed_at IS NOT NULL`);
    await world.rows('ANALYZE register.dossier, register.invitation');
    const scans = `SELECT indexrelname AS name FROM pg_stat_user_indexes
      WHERE indexrelname IN ('invitation_forget_idx', 'dossier_forget_idx') AND idx_scan > 0 ORDER BY 1`;
    // The statistics come when a connection rests for a second.
    await until(async () => {
      await forget();
      return (await world.rows(scans)).length === 2;
    }, 'both indices are used');
  });
});

describe('what is said to be kept of people', () => {
  /** Names under which something about a person could stand. */
  const SUSPICIOUS =
    /consent|phone|address|mail|^name$|image|comment|sealed|officer|owner|chat_id|password|^text$|folded|agent|(^|_)actor$|author|subject|changed_by$|^body$|^index$|_index$/;
  /** Looked at one by one: no person's. */
  const NO_PERSON = new Set([
    'ballot.response.comment_mark',
    'ballot.response.comment_published',
    'console.api_key.name',
    'console.user.email_verified',
    'console.improvement.text',
    'register.dossier.phone_token_hash',
    'register.draw.key_sealed',
    'register.import.name',
    'register.procedure.name',
    'register.unit.name',
    'register.webhook.secret_sealed',
    'register.zalo_token.previous_sealed',
    'register.zalo_token.sealed',
  ]);

  it('names every column that could hold something about a person, and only columns that exist', async () => {
    const rows = await world.rows<{ name: string; column: string }>(
      `SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS name, column_name AS column
       FROM information_schema.columns WHERE table_schema IN ('register', 'ballot', 'console') ORDER BY 1`,
    );
    const listed = new Set(PERSONAL_DATA.map(({ column }) => column));
    const unlisted = rows.filter(
      ({ name, column }) => SUSPICIOUS.test(column) && !listed.has(name) && !NO_PERSON.has(name),
    );
    expect(unlisted.map(({ name }) => name)).toEqual([]);
    const there = new Set(rows.map(({ name }) => name));
    expect([...listed].filter((name) => !there.has(name))).toEqual([]);
  });

  it('reads who may see a column from the database itself', async () => {
    const readers = await world.parts.privacy.readers(PERSONAL_DATA.map(({ column }) => column));
    expect(readers.get('register.dossier.phone_sealed')).toEqual(['hl_register']);
    expect(readers.get('ballot.mix.sealed')).toEqual(['hl_ballot']);
    expect(readers.get('ballot.response.comment')).toEqual(['hl_ballot']);
    expect(readers.size).toBe(PERSONAL_DATA.length);
  });
});
