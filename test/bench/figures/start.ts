import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../src/lib/free-port.ts';
import type { Figure } from '../figure.ts';
import type { Machine } from '../load/machine.ts';
import { startRole } from '../load/product.ts';

export const start: Figure = {
  name: 'start',
  about: 'from the command to a service that is ready, with its own PostgreSQL and Redis',
  async run(machine, { rounds }) {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const dataDir = join(machine.folder, `start-${String(round)}`);
      cold.push(await oneStart(machine, dataDir));
      warm.push(await oneStart(machine, dataDir));
      await rm(dataDir, { recursive: true, force: true });
    }
    return [
      { what: 'First start: databases made, migrated, ready', unit: 's', goal: '', values: { product: cold } },
      { what: 'Later starts', unit: 's', goal: 'under 3', values: { product: warm } },
    ];
  },
};

async function oneStart(machine: Machine, dataDir: string): Promise<number> {
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()) };
  const started = performance.now();
  const service = await startRole('all', machine, env);
  const seconds = (performance.now() - started) / 1_000;
  await service.end();
  return seconds;
}
