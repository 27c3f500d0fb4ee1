import { posix } from 'node:path';
import { builtinModules } from 'node:module';

/** Source texts by path from the root: `src/lib/calendar.ts`. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  readonly from: string;
  /** A path from the root, a package, or `?`. */
  readonly to: string;
  readonly kind: 'file' | 'package';
}

/** What each area may import besides itself; `service/ports` stands for that one file. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  domain: ['lib'],
  service: ['lib', 'domain'],
  channel: ['lib', 'domain', 'service/ports'],
  'channel/telegram': ['lib', 'domain', 'service/ports', 'channel'],
  'channel/zalo': ['lib', 'domain', 'service/ports', 'channel'],
  'channel/web': ['lib', 'domain', 'service/ports', 'channel'],
  'channel/mail': ['lib', 'domain', 'service/ports', 'channel'],
  queue: ['lib', 'domain', 'service/ports'],
  store: ['lib', 'domain', 'service/ports'],
  web: ['lib', 'domain', 'service'],
  config: ['lib', 'domain'],
  app: [
    'lib',
    'domain',
    'service',
    'channel',
    'channel/telegram',
    'channel/zalo',
    'channel/web',
    'channel/mail',
    'queue',
    'store',
    'web',
    'config',
  ],
  main: ['lib', 'config', 'app'],
};

const FROM = /\b(?:import|export)\b[^'"`;()=]*?\bfrom\s*(['"])(.+?)\1/g;
const BARE = /\bimport\s*(['"])(.+?)\1/g;
const CALLED = /\b(?:import|require)\s*\(\s*(?:(['"`])([^'"`$]+?)\1\s*[,)])?/g;
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** Comments become blanks. Template strings are left alone: a false alarm is better than a hidden import. */
export function withoutComments(text: string): string {
  return text.replace(COMMENT_OR_STRING, (match) => (match.startsWith('/') ? ' ' : match));
}

export function withoutStrings(code: string): string {
  return code.replace(COMMENT_OR_STRING, (match) => (match.startsWith('/') ? ' ' : "''"));
}

/** Static, type-only, re-exported, bare and called imports; a called one that is computed leads to `?`. */
export function importsOf(from: string, text: string): readonly Import[] {
  const code = withoutComments(text);
  const specifiers = [FROM, BARE, CALLED].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[2] ?? '?'),
  );
  return specifiers.map((specifier): Import =>
    /^[./]/.test(specifier)
      ? { from, to: posix.join(posix.dirname(from), specifier), kind: 'file' }
      : { from, to: specifier, kind: 'package' },
  );
}

export function allImports(sources: Sources): readonly Import[] {
  return [...sources].flatMap(([path, text]) => importsOf(path, text));
}

/** The area of a file: a folder of src, a channel's folder, or a single file beside them; null when it has none. */
export function areaOf(path: string): string | null {
  const [, first = '', second = ''] = /^src\/([^/]+)(?:\/([^/]+)\/)?/.exec(path) ?? [];
  const area = first === 'channel' && second !== '' ? `${first}/${second}` : first.replace(/\.tsx?$/, '');
  return Object.hasOwn(MAY_IMPORT, area) ? area : null;
}

/** Imports that point the wrong way, leave src, or cannot be followed. */
export function wrongImports(sources: Sources): readonly string[] {
  return allImports(sources)
    .filter((one) => !isAllowed(one))
    .map(({ from, to }) => `${from} -> ${to}`);
}

function isAllowed({ from, to, kind }: Import): boolean {
  const area = areaOf(from);
  if (area === null || to === '?') return false;
  if (kind === 'package') return isPackageAllowed(area, to);
  const target = areaOf(to);
  if (target === null) return to === 'package.json' || /^prisma\/.+\.json$/.test(to);
  const allowed = MAY_IMPORT[area] ?? [];
  return target === area || allowed.includes(target) || (to === PORTS && allowed.includes('service/ports'));
}

const PORTS = 'src/service/ports.ts';

/** The domain has no packages; `process` is for those who start and stop it. */
function isPackageAllowed(area: string, name: string): boolean {
  if (/^(?:node:)?process$/.test(name)) return ['config', 'app', 'main'].includes(area);
  return area !== 'domain';
}

/** Ways by which the domain reaches a module of Node's, directly or through lib. */
export function impureDomain(sources: Sources): readonly string[] {
  const imports = groupImports(sources);
  const seen = new Set([...sources.keys()].filter((path) => areaOf(path) === 'domain'));
  const found: string[] = [];
  for (const path of seen) {
    for (const to of imports.get(path) ?? []) {
      if (to.startsWith('node:') || builtinModules.includes(to)) found.push(`${path} -> ${to}`);
      else if (sources.has(to)) seen.add(to);
    }
  }
  return found;
}

/** Cycles of files, each as the way round; type imports count. */
export function cycles(sources: Sources): readonly string[] {
  const imports = groupImports(sources);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    if (done.has(path) || way.includes(path)) return;
    for (const to of imports.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const path of sources.keys()) visit(path, []);
  return found;
}

function groupImports(sources: Sources): ReadonlyMap<string, readonly string[]> {
  return new Map([...sources].map(([path, text]) => [path, importsOf(path, text).map(({ to }) => to)]));
}
