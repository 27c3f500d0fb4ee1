import { describe, expect, it } from 'vitest';
import type { TemplateParameter } from '../../../../src/channel/zalo/sdk/answers.ts';
import { fitParameters } from '../../../../src/channel/zalo/templates/fit-parameters.ts';

function parameter(change: Partial<TemplateParameter> = {}): TemplateParameter {
  const usual = {
    name: 'co_quan',
    required: true,
    type: 'STRING',
    maxLength: 20,
    minLength: null,
    acceptsNothing: false,
  };
  return { ...usual, ...change };
}

function fitOne(change: Partial<TemplateParameter>, offered: Readonly<Record<string, string>>) {
  return fitParameters({ parameters: [parameter(change)] }, offered);
}

describe('channel/zalo/templates/fit-parameters', () => {
  it('cuts what is too long and leaves out what the template does not have', () => {
    expect(fitOne({}, { co_quan: 'UBND phường Hoàn Kiếm', khac: 'x' })).toEqual({
      parameters: { co_quan: 'UBND phường Hoàn…' },
      problems: [],
    });
  });

  it.each([
    ['co_quan is not offered', {}, {}],
    ['co_quan is empty', {}, { co_quan: ' ' }],
    ['co_quan is too short', { minLength: 5 }, { co_quan: 'abc' }],
    ['co_quan is too long to be cut', { maxLength: 5 }, { co_quan: 'H26.99-261122-0001' }],
  ])('reports that %s', (problem, change, offered) => {
    expect(fitOne(change, offered)).toMatchObject({ problems: [problem] });
  });

  it('sends nothing where nothing is wanted', () => {
    expect(fitOne({ required: false }, {})).toEqual({ parameters: {}, problems: [] });
    expect(fitOne({ required: false }, { co_quan: '' })).toEqual({ parameters: {}, problems: [] });
    expect(fitOne({ acceptsNothing: true }, { co_quan: '' })).toEqual({ parameters: { co_quan: '' }, problems: [] });
  });

  it('leaves a value alone whose limit Zalo does not tell', () => {
    const value = 'UBND phường Hoàn Kiếm, thành phố Hà Nội';
    expect(fitOne({ maxLength: null }, { co_quan: value })).toEqual({ parameters: { co_quan: value }, problems: [] });
  });

  it('is not taken in by names that every object has', () => {
    expect(fitOne({ name: 'constructor' }, {})).toMatchObject({ problems: ['constructor is not offered'] });
  });
});
