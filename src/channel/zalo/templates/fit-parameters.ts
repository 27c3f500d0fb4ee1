import type { TemplateInfo, TemplateParameter } from '../sdk/answers.ts';
import { cutText } from './cut-text.ts';

export interface Fitted {
  /** Exactly the parameters that the template has. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Static words and parameter names, never values. */
  readonly problems: readonly string[];
}

type Offered = Readonly<Record<string, string>>;

/** Cuts each value to what its template allows: Zalo would refuse the whole message. */
export function fitParameters(info: Pick<TemplateInfo, 'parameters'>, offered: Offered): Fitted {
  const fitted = info.parameters.map((parameter) => ({ name: parameter.name, ...fitOne(parameter, offered) }));
  return {
    parameters: Object.fromEntries(fitted.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
    problems: fitted.flatMap(({ name, problem }) => (problem === null ? [] : [`${name} ${problem}`])),
  };
}

interface FittedValue {
  readonly value: string | null;
  readonly problem: string | null;
}

function fitOne(parameter: TemplateParameter, offered: Offered): FittedValue {
  const { name, required, acceptsNothing, maxLength, minLength } = parameter;
  const given = Object.hasOwn(offered, name) ? (offered[name] ?? '') : null;
  if (given === null) return { value: null, problem: required ? 'is not offered' : null };
  const value = cutText(given, maxLength ?? Number.MAX_SAFE_INTEGER);
  if (value === null) return { value, problem: 'is too long to be cut' };
  if (value === '' && !required) return { value: null, problem: null };
  if (value === '' && !acceptsNothing) return { value: null, problem: 'is empty' };
  if (value.length < (minLength ?? 0)) return { value: null, problem: 'is too short' };
  return { value, problem: null };
}
