import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { packageRoot } from '../../../src/lib/package-root.ts';

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

const PAGES = ['page.html', 'page.css', 'phone.css', 'chat.css', 'zalo.css', 'page.js', 'phone-view.js', 'element.js'];
const FONTS = ['latin-400', 'latin-600', 'vietnamese-400', 'vietnamese-600'];

/** By path; the page ships as it is, for builds too: tsc copies no CSS. */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = join(packageRoot(), 'test/demo/phone/page');
  const { resolve } = createRequire(import.meta.url);
  const pages = PAGES.map((name) => load(name === 'page.html' ? '/' : `/${name}`, join(folder, name)));
  const fonts = FONTS.map((name) => {
    const file = `be-vietnam-pro-${name}-normal.woff2`;
    return load(`/fonts/${name}.woff2`, resolve(`@fontsource/be-vietnam-pro/files/${file}`));
  });
  return new Map(await Promise.all([...pages, ...fonts]));
}

async function load(path: string, file: string): Promise<readonly [string, PageFile]> {
  return [path, { type: TYPES[extname(file)] ?? 'application/octet-stream', body: await readFile(file) }];
}
