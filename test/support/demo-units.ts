import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/package-root.ts';

/** The demonstration communes, as CSV. */
export function demoUnits(): Promise<string> {
  return readFile(join(packageRoot(), 'prisma', 'seed', 'demo-units.csv'), 'utf8');
}
