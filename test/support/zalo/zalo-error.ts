import { OA_CODES, OAUTH_CODES, ZBS_CODES } from './error-codes.ts';

export type HostName = 'openapi' | 'business' | 'oauth';

const CODES = { openapi: OA_CODES, business: ZBS_CODES, oauth: OAUTH_CODES } as const;

/** An answer with `error` other than 0, under HTTP 200. */
export class ZaloError extends Error {
  readonly code: number;
  /** What the message names besides the table's text. */
  readonly detail: string | null;

  constructor(code: number, detail: string | null = null) {
    super(`Zalo ${code}`);
    this.code = code;
    this.detail = detail;
  }
}

export function errorBody(host: HostName, code: number, detail: string | null = null): object {
  const text = CODES[host][code] ?? 'Unknown';
  const message = detail === null ? text : `${text}: ${detail}`;
  if (host !== 'oauth') return { error: code, message };
  return {
    error: code,
    error_name: text,
    error_reason: message,
    error_description: message,
    ref_doc: 'https://developers.zalo.me/docs/api/official-account-api/xac-thuc-va-uy-quyen',
  };
}
