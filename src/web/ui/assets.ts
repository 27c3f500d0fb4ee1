import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { packageRoot } from '../../lib/package-root.ts';

export interface Asset {
  readonly url: string;
  readonly type: string;
  readonly body: Buffer;
  /** Null for what is compressed already. */
  readonly brotli: Buffer | null;
}

export interface Assets {
  readonly styles: Asset;
  readonly htmx: Asset;
  readonly script: Asset;
  /** The picture on Zalo's card that asks for the phone number. */
  readonly phoneCard: Asset;
  readonly byUrl: ReadonlyMap<string, Asset>;
}

const STYLES = [
  'tokens.css',
  'base.css',
  'components.css',
  'pages.css',
  'figures.css',
  'api.css',
  'citizen.css',
  'people.css',
  'voices.css',
  'report.css',
  'surveys.css',
  'print.css',
];
const WEIGHTS = [400, 600];
/** Unicode ranges as the font package publishes them. */
const SUBSETS: Readonly<Record<string, string>> = {
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
};
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

const PACKED: ReadonlySet<string> = new Set(['.woff2', '.png']);

let loaded: Assets | null = null;

/** Styles, scripts and fonts, read once; their addresses carry a hash of the content. */
export function assets(): Assets {
  loaded ??= loadAssets();
  return loaded;
}

/** Style sheets and the browser script ship as they are under `src/web/ui`, for builds too: tsc copies no CSS. */
function loadAssets(): Assets {
  const folder = join(packageRoot(), 'src/web/ui');
  const resolve = createRequire(import.meta.url).resolve;
  const fonts = fontFaces((file) => readFileSync(resolve(`@fontsource/be-vietnam-pro/files/${file}`)));
  const css = STYLES.map((name) => readFileSync(join(folder, 'styles', name), 'utf8'));
  const styles = asset('style.css', [...fonts.map(({ rule }) => rule), ...css].join('\n'));
  const htmx = asset('htmx.js', readFileSync(resolve('htmx.org/dist/htmx.min.js')));
  const script = asset('page.js', readFileSync(join(folder, 'browser/page.js')));
  const phoneCard = asset('phone-card.png', readFileSync(join(folder, 'images/phone-card.png')));
  const all = [styles, htmx, script, phoneCard, ...fonts.map(({ file }) => file)];
  return { styles, htmx, script, phoneCard, byUrl: new Map(all.map((one) => [one.url, one])) };
}

function fontFaces(read: (file: string) => Buffer): readonly { readonly rule: string; readonly file: Asset }[] {
  return Object.entries(SUBSETS).flatMap(([subset, range]) =>
    WEIGHTS.map((weight) => {
      const name = `be-vietnam-pro-${subset}-${String(weight)}-normal.woff2`;
      const file = asset(name, read(name));
      const source = `src:url(${file.url}) format("woff2");unicode-range:${range}`;
      return {
        file,
        rule: `@font-face{font-family:"Be Vietnam Pro";font-weight:${String(weight)};font-display:swap;${source}}`,
      };
    }),
  );
}

function asset(name: string, content: Buffer | string): Asset {
  const body = Buffer.from(content);
  const extension = extname(name);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return {
    url: `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`,
    type: TYPES[extension] ?? 'application/octet-stream',
    body,
    brotli: PACKED.has(extension) ? null : brotliCompressSync(body),
  };
}
