import type { Field } from './mutations.ts';
import type { Answer } from './send.ts';

/** A page as it is asked for, or a form as it would be posted. */
export interface Recorded {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Of the address, or of the body of a post. */
  readonly fields: readonly Field[];
}

/** Follows links and keeps every kind of page and form once or twice. */
export async function crawl(
  starts: readonly string[],
  get: (path: string) => Promise<Answer>,
): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  const kinds = new Map<string, number>();
  const queue = [...starts];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { headers, body } = await get(path);
    const [bare = '', query = ''] = path.split('?');
    recorded.push({ method: 'GET', path: bare, fields: [...new URLSearchParams(query)] });
    if (headers['content-type']?.startsWith('text/html') !== true) continue;
    for (const href of linksIn(body)) if (isNew(kinds, kindOf(href))) queue.push(href);
    for (const form of formsIn(body, bare)) {
      const kind = `${form.method} ${kindOf(form.path)} ${form.fields.map(([name]) => name).join()}`;
      if (isNew(kinds, kind)) recorded.push(form);
    }
  }
  return recorded;
}

const AT_MOST = 2;

function isNew(kinds: Map<string, number>, kind: string): boolean {
  const seen = kinds.get(kind) ?? 0;
  kinds.set(kind, seen + 1);
  return seen < AT_MOST;
}

/** Addresses that differ in codes only are of one kind. */
function kindOf(path: string): string {
  const [bare = '', query = ''] = path.split('?');
  const names = [...new URLSearchParams(query).keys()].toSorted().join();
  return `${bare.replaceAll(/[^/]*\d[^/]*/g, ':')}?${names}`;
}

function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/\shref="(\/[^"#]*)/g)].flatMap(([, href = '']) => {
    const path = plain(href);
    return path.startsWith('//') || path.startsWith('/assets/') ? [] : [path];
  });
}

/** The forms of a page as they would be posted untouched. */
export function formsIn(html: string, page: string): readonly Recorded[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inside = '']) => {
    const action = plain(attribute(head, 'action') ?? page);
    const isPost = attribute(head, 'method')?.toUpperCase() === 'POST';
    return { method: isPost ? 'POST' : 'GET', path: action.split('?')[0] ?? page, fields: fieldsIn(inside) };
  });
}

function fieldsIn(html: string): readonly Field[] {
  const [tags, options] = [/<(?:input|button|textarea)\b([^>]*)/g, /<select\b([^>]*)>([\s\S]*?)<\/select>/g];
  const given = [...html.matchAll(tags)].map(([, head = '']) => [
    attribute(head, 'name') ?? '',
    attribute(head, 'value') ?? '',
  ]);
  const chosen = [...html.matchAll(options)].map(([, head = '', inside = '']) => {
    const heads = [...inside.matchAll(/<option\b([^>]*)/g)].map(([, option = '']) => option);
    const selected = heads.find((option) => /\sselected\b/.test(option)) ?? heads.at(-1) ?? '';
    return [attribute(head, 'name') ?? '', attribute(selected, 'value') ?? ''];
  });
  return [...given, ...chosen].flatMap(([name = '', value = '']): readonly Field[] =>
    name === '' ? [] : [[plain(name), plain(value)]],
  );
}

function attribute(head: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1] ?? null;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<' };

function plain(html: string): string {
  return html.replaceAll(/&(?:amp|quot|#39|lt);/g, (entity) => ENTITIES[entity] ?? entity);
}
