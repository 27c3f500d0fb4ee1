import type { z } from 'zod';
import type { Call } from './calls.ts';
import { ZaloError } from './zalo-error.ts';

/** Parses by a schema; what it does not allow is a violation and answered with `code`. */
export interface Strict {
  <Schema extends z.ZodType>(schema: Schema, value: unknown, code: number): z.infer<Schema>;
  violate(what: string): void;
}

export function createStrict(call: string, violations: string[]): Strict {
  const violate = (what: string): void => void violations.push(`${call}: ${what}`);
  function strict<Schema extends z.ZodType>(schema: Schema, value: unknown, code: number): z.infer<Schema> {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    violate(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
    throw new ZaloError(code, issue?.path.join('.') || null);
  }
  return Object.assign(strict, { violate });
}

/** Null for what is no JSON, or is not declared as such. */
export function readJson({ headers, body }: Call): unknown {
  if (!/^application\/json\b/.test(String(headers['content-type'] ?? ''))) return null;
  return parse(body);
}

/** A parameter of the query that holds JSON. */
export function readQuery({ query }: Call, name: string): unknown {
  return parse(query[name] ?? '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
