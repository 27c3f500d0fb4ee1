import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { shortCode } from '../../src/lib/short-code.ts';

const Secrets = z.strictObject({ email: z.email(), password: z.string(), apiKey: z.string() });
export type DemoSecrets = z.infer<typeof Secrets>;

const EMAIL = 'quan-tri@demo.test';

/** Who signs in and with what: made up at the first start, kept beside the data, readable by its owner only. */
export async function demoSecrets(dataDir: string): Promise<DemoSecrets> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'demo.json');
  const fresh = { email: EMAIL, password: easyPassword(), apiKey: `hl_demo_${randomBytes(24).toString('base64url')}` };
  await writeFile(file, `${JSON.stringify(fresh)}\n`, { mode: 0o600, flag: 'wx' }).catch(unlessThere);
  return Secrets.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Three groups that can be read aloud; 87 bits. */
function easyPassword(): string {
  return Array.from({ length: 3 }, () => shortCode(randomBytes(16)).toLowerCase()).join('-');
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
