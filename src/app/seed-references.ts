import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Survey } from '../domain/survey.ts';
import { packageRoot } from '../lib/package-root.ts';
import { importProcedures } from '../service/import-procedures.ts';
import { importUnits } from '../service/import-units.ts';
import type { ReferenceStore } from '../service/ports.ts';

const SEED = join(packageRoot(), 'prisma', 'seed');
const DEFAULT_SURVEY = 'sipas-b-1';

/** Fills an empty installation with the provinces, the common procedures and the default survey. */
export async function seedReferences(store: ReferenceStore): Promise<void> {
  const [units, procedures, surveys] = await Promise.all([store.units(), store.procedures(), store.surveys()]);
  if (units.size === 0) await importUnits(store, await readSeed('units.csv'));
  if (procedures.size === 0) await importProcedures(store, await readSeed('procedures.csv'));
  if (!surveys.has(DEFAULT_SURVEY)) {
    const survey: Survey = JSON.parse(await readSeed(`surveys/${DEFAULT_SURVEY}.json`));
    await store.saveSurvey(survey);
  }
}

function readSeed(name: string): Promise<string> {
  return readFile(join(SEED, name), 'utf8');
}
