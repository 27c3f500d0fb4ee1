import process from 'node:process';
import type { Config } from '../config.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import { openQueues, type Queues } from '../queue/queues.ts';
import { listDeadLetters } from '../service/list-dead-letters.ts';
import { resolveDeadLetter } from '../service/resolve-dead-letter.ts';
import type { Stores } from '../store/open-stores.ts';
import { chooseBackend, type ChosenBackend } from './choose-backend.ts';
import type { BackendSetting } from './started-backend.ts';
import type { Closers } from './closers.ts';
import { queueCodec } from './queue-codec.ts';
import { queueLayout } from './queue-layout.ts';
import { systemClock } from './system-clock.ts';

export interface CommandScene {
  readonly config: Config;
  readonly stores: Stores;
  readonly databaseUrl: string;
  readonly vault: Vault;
  readonly ring: KeyRing | null;
  readonly closers: Closers;
  readonly log: Log;
}

/** `dead list`, `dead retry WHERE ID`, `dead drop WHERE ID`: ids and codes only, never what a letter says. */
export async function deadCommand(scene: CommandScene, args: readonly string[]): Promise<number> {
  const [verb, where = '', id = ''] = args;
  const { backend } = await backendOf(scene, 'refuse');
  const queues = await openQueues({
    backend,
    ...queueCodec(scene.vault),
    ...queueLayout(scene.config),
    log: scene.log,
  });
  scene.closers.add('queues', () => queues.close());
  switch (verb) {
    case 'list':
      return list(scene, queues);
    case 'retry':
    case 'drop': {
      const actor = { kind: 'command' } as const;
      const parts = { ...scene, ...scene.stores, queues, clock: systemClock };
      return tell(await resolveDeadLetter(parts, { verb, queue: where, id, actor }));
    }
    default:
      throw new CodedError('usage', 'Say: npm run queue -- dead list, dead retry WHERE ID, or dead drop WHERE ID');
  }
}

/** Records the backend that a start would use now, without taking over what the one before still holds. */
export async function abandonCommand(scene: CommandScene): Promise<number> {
  const { kind } = await backendOf(scene, 'abandon');
  process.stdout.write(`The queue is now kept in ${kind}; what the one before holds is given up.\n`);
  return 0;
}

export function backendOf(scene: CommandScene, whenOther: BackendSetting['whenOther']): Promise<ChosenBackend> {
  const { settings } = scene.stores;
  return chooseBackend({ ...scene, settings, layout: queueLayout(scene.config), owns: false, whenOther });
}

function tell(done: boolean): number {
  process.stdout.write(done ? 'done\n' : 'there is no such dead letter\n');
  return done ? 0 : 1;
}

async function list({ stores }: CommandScene, queues: Queues): Promise<number> {
  for (const letter of await listDeadLetters({ queues, deadUpdates: stores.deadUpdates })) {
    const { queue, id, name, failure, failedAt } = letter;
    process.stdout.write(`${[queue, id, name, failure, failedAt.toISOString()].join('  ')}\n`);
  }
  return 0;
}
