/** As Telegram's JSON writer does it: everything beyond ASCII as \uXXXX. Emulators and proxies send raw UTF-8. */
export function toJson(value: unknown, escape: boolean): string {
  const json = JSON.stringify(value);
  if (!escape) return json;
  return json.replaceAll(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
