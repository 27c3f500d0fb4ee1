import process from 'node:process';
import { CodedError } from '../lib/coded-error.ts';
import { addressFault } from '../lib/post-outside.ts';
import { addWebhook } from '../service/add-webhook.ts';
import type { CommandScene } from './queue-command.ts';
import { recordCommand } from './record-command.ts';
import { systemClock } from './system-clock.ts';

const FAULTS = {
  'url-malformed': 'The address must be an http or https URL without a password in it.',
  'url-insecure': 'The address must begin with https://, unless WEBHOOK_PRIVATE_HOSTS names its host.',
  'url-private': 'The address is a private one: WEBHOOK_PRIVATE_HOSTS must name its host.',
} as const;

/** `webhooks add URL [--unit CODE]`: prints the secret, the only time that it is to be seen. */
export async function addWebhookCommand(scene: CommandScene, args: readonly string[]): Promise<number> {
  const { webhooks, references } = scene.stores;
  const [url = '', option, unit] = args;
  if (url === '' || (option !== undefined && (option !== '--unit' || unit === undefined))) {
    throw new CodedError('usage', 'Say: npm run webhooks -- add URL [--unit CODE]');
  }
  const fault = addressFault(url, scene.config.webhooks.privateHosts);
  if (fault) throw new CodedError(fault, FAULTS[fault]);
  if (unit !== undefined && !(await references.units()).has(unit)) {
    throw new CodedError('unit-unknown', `There is no unit ${unit}.`);
  }
  const { id, secret } = await addWebhook({ webhooks, vault: scene.vault, clock: systemClock }, url, unit ?? null);
  await recordCommand(scene, { action: 'webhook.added', subject: id, unit: unit ?? null, facts: {} });
  process.stdout.write(`${id}\n${secret}\n`);
  return 0;
}

/** `webhooks list`: one subscription a line. */
export async function listWebhooksCommand({ stores }: CommandScene): Promise<number> {
  for (const { id, url, scope, failingSince, disabledAt } of await stores.webhooks.all()) {
    const state = disabledAt ? 'off' : failingSince ? 'failing' : 'active';
    process.stdout.write(`${id}  ${scope ?? 'all'}  ${state}  ${url}\n`);
  }
  return 0;
}

/** `webhooks enable ID`: after its receiver has been mended. */
export async function enableWebhookCommand({ stores }: CommandScene, [id = '']: readonly string[]): Promise<number> {
  if (!(await stores.webhooks.enable(id))) throw unknown();
  process.stdout.write('enabled\n');
  return 0;
}

/** `webhooks remove ID`: with everything that has not arrived. */
export async function removeWebhookCommand(scene: CommandScene, [id = '']: readonly string[]): Promise<number> {
  const removed = await scene.stores.webhooks.remove(id);
  if (!removed) throw unknown();
  await recordCommand(scene, { action: 'webhook.removed', subject: id, unit: removed.scope, facts: {} });
  process.stdout.write('removed\n');
  return 0;
}

function unknown(): CodedError {
  return new CodedError('webhook-unknown', 'No subscription has this id: see npm run webhooks -- list');
}
