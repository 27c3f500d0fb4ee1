import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationRow } from '../../src/domain/dossier-check.ts';
import { readEnteredCode } from '../../src/domain/entered-code.ts';
import { askInvitation } from '../../src/service/ask-invitation.ts';
import { query } from '../support/look.ts';
import { createWebWorld, ROW, type WebWorld } from '../support/web-world.ts';

let world: WebWorld;

beforeAll(async () => {
  world = await createWebWorld();
});

afterAll(() => world.close());

const UNREACHED = `status = 'waiting'`;

let phones = 0;

/** Made up, each once. */
function nextPhone(): string {
  phones += 1;
  return `09127${String(phones).padStart(5, '0')}`;
}

/** Registers a dossier whose invitation stands as `standing` says; resolves to its code. */
async function dossier(standing: string, row: Partial<RegistrationRow> = {}): Promise<string> {
  const { code } = await world.register({
    phone: nextPhone(),
    ...row,
  });
  await query(
    world.url,
    `UPDATE register.invitation i SET ${standing} FROM register.dossier d WHERE d.id = i.dossier_id AND d.code = $1`,
    [code],
  );
  return code;
}

const invitationOf = async (code: string) => (await world.parts.dossiers.find(code))?.invitation ?? null;
const ask = (code: string, unit = '99001') =>
  askInvitation(world.parts, { unit, entered: readEnteredCode(code) ?? { kind: 'dossier', code } });

describe('src/service/ask-invitation.ts', () => {
  it('sends an invitation that reached nobody down the ladder again, in the usual way', async () => {
    const code = await dossier(UNREACHED, { phone: '0912345678' });
    const before = await invitationOf(code);
    await ask(` ${code.toLowerCase()} `);
    expect(await invitationOf(code)).toEqual({ ...before, status: 'armed' });
  });

  it('finds a dossier by the short code of its slip as well, at its own unit’s poster only', async () => {
    const code = await dossier(UNREACHED, { phone: '0912345677' });
    const shortCode = (await world.parts.dossiers.find(code))?.dossier.shortCode ?? '';
    await ask(shortCode, '99002');
    expect((await invitationOf(code))?.status).toBe('waiting');
    await ask(`${shortCode.slice(0, 3)} ${shortCode.slice(3).toLowerCase()}`);
    expect((await invitationOf(code))?.status).toBe('armed');
  });

  it.each([
    ['that went out', `status = 'sent', invited_at = now(), channel = 'telegram'`],
    ['that is on its way', `status = 'queued', invited_at = now(), channel = 'telegram'`],
    ['that somebody has begun', `status = 'started', channel = 'web', started_on = now()`],
    ['that is closed', `status = 'closed', close_reason = 'declined'`],
    ['that is excluded', `status = 'waiting', exclusion = 'opted-out'`],
    ['whose time has not come', `status = 'waiting', not_before = '2027-01-01'`],
    ['whose days are over', `status = 'waiting', not_after = '2026-01-01'`],
    ['that waits for its time already', `status = 'armed'`],
  ])('changes nothing about one %s', async (_name, standing) => {
    const code = await dossier(standing, { phone: '0912345679' });
    const before = await invitationOf(code);
    await ask(code);
    expect(await invitationOf(code)).toEqual(before);
  });

  it('changes nothing without a phone on file, at another unit’s poster, or for a code that nobody has', async () => {
    const silent = await dossier(UNREACHED, { phone: null });
    const elsewhere = await dossier(UNREACHED, { phone: '0912345680' });
    await ask(silent);
    await ask(elsewhere, '99002');
    await ask('H26.99.01-261005-9999');
    await ask('nonsense');
    await ask('ZZZZZZ');
    expect((await invitationOf(silent))?.status).toBe('waiting');
    expect((await invitationOf(elsewhere))?.status).toBe('waiting');
  });

  it('changes nothing about a dossier that is not finished', async () => {
    const { code } = await world.register({ completedAt: null, outcome: null, phone: '0912345681', dueAt: ROW.dueAt });
    await ask(code);
    expect(await invitationOf(code)).toBeNull();
  });
});
