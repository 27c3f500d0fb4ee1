import process from 'node:process';
import { CodedError } from '../lib/coded-error.ts';
import { OPERATOR, operatorDesk, refusal } from './operator-desk.ts';
import type { CommandScene } from './queue-command.ts';

/** `keys create NAME [UNIT] [--test]`: prints the key, the only time that it is to be seen. */
export async function createKeyCommand(scene: CommandScene, args: readonly string[]): Promise<number> {
  const test = args.includes('--test');
  const [name, unit = ''] = args.filter((arg) => arg !== '--test');
  if (!name)
    throw new CodedError(
      'usage',
      'Name the system that will hold the key: npm run keys -- create NAME [UNIT] [--test]',
    );
  const issue = await operatorDesk(scene).issueKey(OPERATOR, { name, scope: unit === '' ? null : unit, test });
  if (issue.kind === 'faults') throw refusal(issue.faults);
  process.stdout.write(`${issue.key}\n`);
  return 0;
}

/** `keys list`: one key a line; the keys themselves are stored as hashes and cannot be shown. */
export async function listKeysCommand(scene: CommandScene): Promise<number> {
  for (const { id, name, scope, test, revokedAt } of await operatorDesk(scene).keys(OPERATOR)) {
    process.stdout.write(
      `${id}  ${scope ?? 'all'}  ${revokedAt ? 'revoked' : 'active'}${test ? ' test' : ''}  ${name}\n`,
    );
  }
  return 0;
}

/** `keys revoke ID` */
export async function revokeKeyCommand(scene: CommandScene, [id = '']: readonly string[]): Promise<number> {
  await operatorDesk(scene).revokeKey(OPERATOR, id);
  process.stdout.write('revoked\n');
  return 0;
}
