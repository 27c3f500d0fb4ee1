import { createHash } from 'node:crypto';

/** By which a connection knows a statement that it has prepared. */
export function statementName(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
