import { describe, expect, it } from 'vitest';
import { agencyOf, dossierTail, normaliseDossierCode, parseDossierCode } from '../../src/domain/dossier-code.ts';

describe('domain/dossier-code', () => {
  it.each([
    ['H15.50.05.13-261008-0975', { agency: 'H15.50.05.13', day: '2026-10-08', tail: '0975' }],
    ['000.00.12.H26-230101-0001', { agency: '000.00.12.H26', day: '2023-01-01', tail: '0001' }],
    ['H55.242-260228-150123', { agency: 'H55.242', day: '2026-02-28', tail: '150123' }],
    ['G14-240229-1501234', { agency: 'G14', day: '2024-02-29', tail: '1501234' }],
  ])('reads %s', (code, parsed) => {
    expect(parseDossierCode(code)).toEqual(parsed);
  });

  it.each([
    '',
    'H15.50.05.13-260230-0975',
    'H15.50.05.13-261308-0975',
    'H15.50.05.13-261008-097',
    'H15.50.05.13-261008-09751234',
    'H15.50.05.13-261008',
    'H15..05-261008-0975',
    '15.50.05.13-261008-0975',
    'H15.1.2.3.4.5.6-261008-0975',
    'H15.50.05.13-261008-0975\n',
    "H15-261008-0975' or 1=1",
  ])('refuses %j', (code) => {
    expect(parseDossierCode(code)).toBeNull();
  });

  it('has one spelling for one dossier', () => {
    expect(normaliseDossierCode(' h15.50.05.13-261008-0975 ')).toBe('H15.50.05.13-261008-0975');
  });

  it('tells the tail and the agency', () => {
    expect(dossierTail('000.00.12.H26-230101-0001')).toBe('0001');
    expect(agencyOf('000.00.12.H26-230101-0001')).toBe('000.00.12.H26');
  });
});
