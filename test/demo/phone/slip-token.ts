const TOKEN = /^[\w-]{1,64}$/;

/** The start parameter in what was scanned or pasted: a t.me link, `/start …` or the bare code; null when there is none. */
export function slipToken(scanned: string): string | null {
  const text = scanned.trim().replace(/^\/start\s+/, '');
  const token = linkToken(text) ?? text;
  return TOKEN.test(token) ? token : null;
}

function linkToken(text: string): string | null {
  const link = /^(https?:\/\/)?(t|telegram)\.me\//i.test(text) ? text.replace(/^(https?:\/\/)?/i, 'https://') : text;
  return URL.canParse(link) ? new URL(link).searchParams.get('start') : null;
}
