import process from 'node:process';
import { CodedError } from '../lib/coded-error.ts';
import { apiKeyHash, createApiKey } from '../service/create-api-key.ts';
import type { CommandScene } from './queue-command.ts';
import { recordCommand } from './record-command.ts';

/** `keys create NAME [UNIT] [--test]`: prints the key, the only time that it is to be seen. */
export async function createKeyCommand(scene: CommandScene, args: readonly string[]): Promise<number> {
  const test = args.includes('--test');
  const [name, unit = ''] = args.filter((arg) => arg !== '--test');
  const { apiKeys, references } = scene.stores;
  if (!name)
    throw new CodedError(
      'usage',
      'Name the system that will hold the key: npm run keys -- create NAME [UNIT] [--test]',
    );
  if (unit !== '' && !(await references.units()).has(unit)) {
    throw new CodedError('unit-unknown', `There is no unit ${unit}.`);
  }
  const scope = unit === '' ? null : unit;
  const key = await createApiKey(apiKeys, name, scope, { test });
  const stored = await apiKeys.findScope(apiKeyHash(key));
  await recordCommand(scene, {
    action: 'key.created',
    subject: stored?.id ?? null,
    unit: scope,
    facts: test ? { test: 1 } : {},
  });
  process.stdout.write(`${key}\n`);
  return 0;
}

/** `keys list`: one key a line; the keys themselves are stored as hashes and cannot be shown. */
export async function listKeysCommand({ stores }: CommandScene): Promise<number> {
  for (const { id, name, scope, test, revokedAt } of await stores.apiKeys.all()) {
    process.stdout.write(
      `${id}  ${scope ?? 'all'}  ${revokedAt ? 'revoked' : 'active'}${test ? ' test' : ''}  ${name}\n`,
    );
  }
  return 0;
}

/** `keys revoke ID` */
export async function revokeKeyCommand(scene: CommandScene, [id = '']: readonly string[]): Promise<number> {
  const revoked = await scene.stores.apiKeys.revoke(id);
  if (!revoked) throw new CodedError('key-unknown', 'No active key has this id: see npm run keys -- list');
  await recordCommand(scene, { action: 'key.revoked', subject: id, unit: revoked.scope, facts: {} });
  process.stdout.write('revoked\n');
  return 0;
}
