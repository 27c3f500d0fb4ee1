import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStores, type OwnStores } from '../support/database.ts';
import { SURVEY, UNITS } from './samples.ts';

describe('src/store/references', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
  });

  afterAll(() => stores.drop());

  it('returns units as they were saved and replaces them by code', async () => {
    expect((await stores.references.units()).size).toBe(0);
    await stores.references.saveUnits(UNITS);
    expect([...(await stores.references.units()).values()]).toEqual(UNITS);
    const [first] = UNITS;
    if (!first) throw new TypeError('one');
    const ended = { ...first, agencyCodes: ['H26', '000.00.00.H26'], validTo: '2027-01-01' };
    await stores.references.saveUnits([ended]);
    expect((await stores.references.units()).get('01')).toEqual(ended);
    expect((await stores.references.agencies()).get('000.00.00.H26')).toBe('01');
  });

  it('returns procedures as they were saved', async () => {
    const procedure = {
      code: '1.000656',
      name: 'Đăng ký khai tử',
      field: 'Hộ tịch',
      tone: 'bereavement',
      workingDays: null,
    } as const;
    await stores.references.saveProcedures([procedure]);
    expect((await stores.references.procedures()).get('1.000656')).toEqual(procedure);
  });

  it('asks the newest survey and keeps the older ones', async () => {
    await expect(stores.references.activeSurvey()).rejects.toMatchObject({ code: 'no-survey' });
    await stores.references.saveSurvey(SURVEY);
    await stores.references.saveSurvey({ ...SURVEY, id: 'sample-2' });
    expect((await stores.references.activeSurvey()).id).toBe('sample-2');
    expect((await stores.references.surveys()).get('sample-1')).toEqual(SURVEY);
  });

  it('asks a survey from the moment in which it is saved', async () => {
    for (const n of Array.from({ length: 40 }).keys()) {
      const id = `sample-at-once-${String(n).padStart(2, '0')}`;
      await stores.references.saveSurvey({ ...SURVEY, id });
      expect((await stores.references.activeSurvey()).id).toBe(id);
    }
  });

  it('changes a survey until its first answer', async () => {
    const changed = { ...SURVEY, id: 'sample-3', commentPrompt: { vi: 'Góp ý?', en: 'Comments?' } };
    await stores.references.saveSurvey({ ...SURVEY, id: 'sample-3' });
    await stores.references.saveSurvey(changed);
    await stores.database.register.survey.update({ where: { id: 'sample-3' }, data: { frozenAt: new Date() } });
    await expect(stores.references.saveSurvey(changed)).resolves.toBeUndefined();
    const attempt = stores.references.saveSurvey({ ...SURVEY, id: 'sample-3' });
    await expect(attempt).rejects.toMatchObject({ code: 'survey-frozen' });
  });
});
