import { CodedError } from '../lib/coded-error.ts';
import { WebError } from './problem.ts';

/** For `catch`: errors with these codes get a status, everything else goes on as it is. */
export function asWebError(statuses: Readonly<Record<string, number>>): (error: unknown) => never {
  return (error) => {
    const status = error instanceof CodedError ? statuses[error.code] : undefined;
    throw error instanceof CodedError && status !== undefined ? new WebError(status, error.code, error.message) : error;
  };
}
