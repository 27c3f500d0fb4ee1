import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSettings } from '../../src/service/settings/save-settings.ts';
import { connect, type Database } from '../../src/store/connect.ts';
import { openStores } from '../../src/store/open-stores.ts';
import { completedDossier, movableClock, startService, type TestService } from '../support/service.ts';

let service: TestService;
/** Of another process. */
let elsewhere: Database;

beforeAll(async () => {
  const clock = movableClock();
  clock.moveTo('2026-10-08T09:00:00+07:00');
  service = await startService({ clock, env: { SURVEY_WINDOW: '10:00-11:00', SURVEY_DELAY_MINUTES: '0' } });
  elsewhere = connect({ url: service.database.url });
});

afterAll(async () => {
  await elsewhere.close();
  await service.close();
});

async function invitationOf(code: string) {
  const [found] = await elsewhere.register.$queryRaw<{ status: string; notBefore: Date; completedAt: Date }[]>`
    SELECT i.status, i.not_before AS "notBefore", d.completed_at AS "completedAt"
    FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id WHERE d.code = ${code}`;
  return found;
}

describe('src/app/policy-source.ts', () => {
  it('lets what another process saved hold at once, for the API and for the timers', async () => {
    const first = {
      ...completedDossier(),
      completedAt: '2026-10-08T08:30:00+07:00',
      returnedAt: '2026-10-08T08:30:00+07:00',
    };
    await service.register([first]);
    expect((await invitationOf(first.code))?.status).toBe('armed');
    const { settings } = openStores(elsewhere);
    const { defaults } = service.parts.policySource;
    await saveSettings({ ...service.parts, settings, defaults }, 'somebody', {
      ...defaults,
      delayMinutes: 45,
      window: '08:00-20:00',
    });
    // The window is open now: the timer finds that nothing can be sent, and the slip goes on waiting.
    await expect.poll(async () => (await invitationOf(first.code))?.status, { timeout: 20_000 }).toBe('waiting');
    const second = {
      ...completedDossier(),
      completedAt: '2026-10-08T08:50:00+07:00',
      returnedAt: '2026-10-08T08:50:00+07:00',
    };
    await service.register([second]);
    const { notBefore, completedAt } = (await invitationOf(second.code)) ?? {};
    expect(notBefore && completedAt && notBefore.getTime() - completedAt.getTime()).toBe(45 * 60_000);
  });
});
