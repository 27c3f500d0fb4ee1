import { BOT_TOKEN, API_KEY, ADMIN } from './fixed-secrets.ts';

/** What no log line may hold, by kind. Survey tokens stand only in addresses: `/s/` and `?start=`. */
const FORBIDDEN: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: 'bot token', pattern: /\d{6,}:[\w-]{30,}/ },
  { kind: 'survey link', pattern: /\/s\/[\w-]{22}|start=[\w-]{22}/ },
  { kind: 'phone number', pattern: /(?<![\w.])(\+?84|0)(3|5|7|8|9)\d{8}(?!\w)/ },
  { kind: 'database password', pattern: /postgres(ql)?:\/\/[^:/\s]+:[^@\s]+@/ },
  { kind: 'message text', pattern: /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i },
  { kind: 'secret of the tests', pattern: new RegExp([BOT_TOKEN, API_KEY, ADMIN.password, ADMIN.email].join('|')) },
];

export function leaksIn(line: string): readonly string[] {
  return FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(({ kind }) => kind);
}
