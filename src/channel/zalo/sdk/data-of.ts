import type { z } from 'zod';
import type { Answer } from './call.ts';
import { ZaloError } from './zalo-error.ts';

/** What a question was answered with, under `data`. */
export function dataOf<Schema extends z.ZodType>(call: string, schema: Schema, answer: Answer): z.output<Schema> {
  const parsed = schema.safeParse(answer['data']);
  if (!parsed.success) throw new ZaloError(call, { kind: 'lost', reason: 'unexpected-data' });
  return parsed.data;
}
