/** What nodemailer calls a failure (`EAUTH`, `ECONNECTION`, …); its words quote servers and addresses. */
export function failureCodeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z_]{1,30}$/.test(code) ? code : 'unknown';
}
