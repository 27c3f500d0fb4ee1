import { describe, expect, it } from 'vitest';
import { changedSettings, overridesOf, settingFaults } from '../../src/domain/survey-settings.ts';

const defaults = {
  delayMinutes: 120,
  window: '08:00-11:30,13:30-20:30',
  reminderHours: 48,
  daysOff: [],
  workingDays: [],
  backCheckPercent: 5,
};

describe('src/domain/survey-settings.ts', () => {
  it.each([
    [{}, []],
    [{ delayMinutes: 0, window: '07:00-21:00', reminderHours: 12 }, []],
    [{ delayMinutes: -1 }, ['delay-range']],
    [{ delayMinutes: 43_201 }, ['delay-range']],
    [{ delayMinutes: Number.NaN }, ['delay-range']],
    [{ delayMinutes: 1.5 }, ['delay-range']],
    [{ window: '08:00-07:00' }, ['window-malformed']],
    [{ window: '8-11' }, ['window-malformed']],
    [{ window: 'always' }, ['window-malformed']],
    [{ window: '06:59-12:00' }, ['window-night']],
    [{ window: '08:00-21:01' }, ['window-night']],
    [{ reminderHours: 11 }, ['reminder-range']],
    [{ reminderHours: 145 }, ['reminder-range']],
    [{ backCheckPercent: 0 }, []],
    [{ backCheckPercent: 101 }, ['back-check-range']],
    [{ daysOff: ['2027-02-30'] }, ['day-malformed']],
    [{ workingDays: Array.from({ length: 101 }, () => '2027-01-02') }, ['days-many']],
    [{ daysOff: ['2027-01-02'], workingDays: ['2027-01-02'] }, ['day-in-both']],
    [{ delayMinutes: -1, reminderHours: 0 }, ['delay-range', 'reminder-range']],
  ])('finds what is wrong with %j', (changes, codes) => {
    expect(settingFaults({ ...defaults, ...changes }, defaults).map(({ code }) => code)).toEqual(codes);
  });

  it('lets a window stay that only the environment can set', () => {
    const always = { ...defaults, window: 'always' };
    expect(settingFaults({ ...always, delayMinutes: 5 }, always)).toEqual([]);
  });

  it('keeps what differs from the defaults, and nothing once it is put back', () => {
    const chosen = { ...defaults, delayMinutes: 30, daysOff: ['2027-01-02'] };
    expect(overridesOf(chosen, defaults)).toEqual({ delayMinutes: 30, daysOff: ['2027-01-02'] });
    expect(changedSettings(chosen, defaults)).toEqual(['delayMinutes', 'daysOff']);
    expect(overridesOf({ ...defaults }, defaults)).toEqual({});
  });
});
