import process from 'node:process';
import { connectionState } from '../domain/connection.ts';
import { CodedError } from '../lib/coded-error.ts';
import { OPERATOR, operatorDesk, refusal } from './operator-desk.ts';
import type { CommandScene } from './queue-command.ts';

/** `webhooks add URL [--unit CODE]`: prints the secret, the only time that it is to be seen. */
export async function addWebhookCommand(scene: CommandScene, args: readonly string[]): Promise<number> {
  const [url = '', option, unit] = args;
  if (url === '' || (option !== undefined && (option !== '--unit' || unit === undefined))) {
    throw new CodedError('usage', 'Say: npm run webhooks -- add URL [--unit CODE]');
  }
  const added = await operatorDesk(scene).subscribe(OPERATOR, { url, scope: unit ?? null });
  if (added.kind === 'faults') throw refusal(added.faults);
  process.stdout.write(`${added.id}\n${added.secret}\n`);
  return 0;
}

/** `webhooks list`: one subscription a line. */
export async function listWebhooksCommand(scene: CommandScene): Promise<number> {
  for (const webhook of await operatorDesk(scene).webhooks(OPERATOR)) {
    const { id, url, scope } = webhook;
    const state = connectionState(webhook);
    process.stdout.write(`${id}  ${scope ?? 'all'}  ${state}  ${url}\n`);
  }
  return 0;
}

/** `webhooks enable ID`: after its receiver has been mended. */
export async function enableWebhookCommand(scene: CommandScene, [id = '']: readonly string[]): Promise<number> {
  await operatorDesk(scene).enableWebhook(OPERATOR, id);
  process.stdout.write('enabled\n');
  return 0;
}

/** `webhooks remove ID`: with everything that has not arrived. */
export async function removeWebhookCommand(scene: CommandScene, [id = '']: readonly string[]): Promise<number> {
  await operatorDesk(scene).removeWebhook(OPERATOR, id);
  process.stdout.write('removed\n');
  return 0;
}
