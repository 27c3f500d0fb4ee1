import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importsOf } from '../../../support/import-graph.ts';

const FOLDER = 'src/channel/zalo/sdk';
const root = fileURLToPath(new URL('../../../../', import.meta.url));

describe('channel/zalo/sdk', () => {
  it('needs nothing of this service but two tools of ten lines, so that it could be published', () => {
    const imports = readdirSync(`${root}${FOLDER}`)
      .map((file) => `${FOLDER}/${file}`)
      .flatMap((path) => importsOf(path, readFileSync(`${root}${path}`, 'utf8')))
      .map(({ to }) => to)
      .filter((to) => !to.startsWith(`${FOLDER}/`));
    expect([...new Set(imports)].toSorted()).toEqual([
      'node:crypto',
      'src/lib/assert-never.ts',
      'src/lib/coded-error.ts',
      'zod',
    ]);
  });
});
