import { z } from 'zod';
import type { TypedImprovement } from '../../../domain/improvement.ts';
import type { ImprovementVersion } from '../../../service/ports.ts';
import { typedField } from '../../typed-field.ts';

/** The form as it was filled in; `version` is the one that its writer has seen. */
export interface ImprovementForm extends TypedImprovement {
  readonly version: number;
  readonly withdrawn: boolean;
}

const Fields = z.object({
  month: typedField(),
  unit: typedField(),
  factor: typedField(),
  text: typedField(),
  version: z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0),
  withdrawn: z.string().optional(),
});

/** An empty unit is the whole country. */
export function readForm(body: unknown): ImprovementForm {
  const { unit, withdrawn, month, ...rest } = Fields.parse(body ?? {});
  return { ...rest, month: isoMonth(month), unit: unit === '' ? null : unit, withdrawn: withdrawn === 'on' };
}

export function formOf({ month, unit, factor, text, version, withdrawn }: ImprovementVersion): ImprovementForm {
  return { month: month.slice(0, 7), unit, factor: factor ?? '', text, version, withdrawn };
}

/** "11/2026" as clerks write it is `2026-11`; anything else stays as it is. */
function isoMonth(text: string): string {
  const [, month, year] = /^\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/.exec(text) ?? [];
  return month === undefined || year === undefined ? text.trim() : `${year}-${month.padStart(2, '0')}`;
}
