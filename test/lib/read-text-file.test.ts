import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTextFile } from '../../src/lib/read-text-file.ts';

describe('src/lib/read-text-file.ts', () => {
  it('reads what is there, and says which file cannot be read', async () => {
    expect(await readTextFile(fileURLToPath(import.meta.url))).toContain('reads what is there');
    await expect(readTextFile('/nowhere/ho-so.csv')).rejects.toMatchObject({
      code: 'file-unreadable',
      message: '/nowhere/ho-so.csv cannot be read.',
    });
  });
});
