import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder, from the sources and from the built files alike. */
export function packageRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new TypeError('no package.json above this file');
  return packageRoot(parent);
}
