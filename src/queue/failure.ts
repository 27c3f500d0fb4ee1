import { z } from 'zod';
import { CodedError } from '../lib/coded-error.ts';

const CODE = /^[A-Za-z0-9][\w-]{0,39}$/;

/** What may be stored and logged of an error: its code, never its message, which may quote a citizen. */
export function failureCode(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'malformed';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && CODE.test(code) ? code : 'unexpected';
}

/** Handlers throw `unavailable` when what they need is away: the work is right, the moment is not. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'unavailable';
}
