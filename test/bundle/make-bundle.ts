import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/lib/package-root.ts';
import { productionPackages, type Package } from './production-packages.ts';

/** What the service is made of, beside its packages; the built tests stay here. */
const OWN = ['package.json', 'LICENSE', 'README.md', 'dist/src', 'prisma', 'src'];
/** Built already. */
const LEFT_OUT = 'src/store/generated';

export interface Bundle {
  readonly file: string;
  /** The folder in it. */
  readonly name: string;
  readonly files: number;
}

/**
 * Everything that the service needs on this platform, as one file that no registry is asked for: beside it SHA256SUMS
 * of that file, in it SHA256SUMS of every file and a bill of materials (CycloneDX).
 */
export async function makeBundle(folder: string): Promise<Bundle> {
  const root = packageRoot();
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const packages = await productionPackages(root);
  const name = `hai-long-${version}-${process.platform}-${process.arch}`;
  await mkdir(folder, { recursive: true });
  const stage = await mkdtemp(join(folder, '.stage-'));
  try {
    const target = join(stage, name);
    const own = await Promise.all(OWN.map((each) => filesOf(root, each)));
    const theirs = await Promise.all(packages.map(({ path }) => filesOf(root, path)));
    const files = [...new Set([...own.flat(), ...theirs.flat()])].toSorted();
    const sums = await placeAll(root, target, files);
    const bill = `${JSON.stringify(billOf(version, packages), null, 2)}\n`;
    await writeFile(join(target, 'sbom.json'), bill);
    const listed = [...sums, `${sha256Of(bill)}  sbom.json`];
    await writeFile(join(target, 'SHA256SUMS'), `${listed.join('\n')}\n`);
    const file = join(folder, `${name}.tar.gz`);
    await promisify(execFile)('tar', ['--use-compress-program', 'gzip -1', '-cf', file, '-C', stage, name]);
    await writeFile(join(folder, 'SHA256SUMS'), `${sha256Of(await readFile(file))}  ${name}.tar.gz\n`);
    return { file, name, files: listed.length };
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** A package's own packages have entries of their own in the lock file. */
async function filesOf(root: string, path: string): Promise<readonly string[]> {
  if (path === LEFT_OUT) return [];
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  const inner = entries.filter((entry) => !(entry.isDirectory() && entry.name === 'node_modules'));
  return (await Promise.all(inner.map((entry) => filesOf(root, `${path}/${entry.name}`)))).flat();
}

/** Linked where that is possible; resolves to a line of SHA256SUMS each. */
async function placeAll(root: string, target: string, files: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    await mkdir(join(target, folder), { recursive: true });
  }
  for (const file of files) {
    const [from, to] = [join(root, file), join(target, file)];
    await link(from, to).catch(() => copyFile(from, to));
    lines.push(`${sha256Of(await readFile(from))}  ${file}`);
  }
  return lines;
}

function sha256Of(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** CycloneDX 1.5. */
function billOf(version: string, packages: readonly Package[]) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'hai-long', version } },
    components: packages.map((each) => ({
      type: 'library',
      name: each.name,
      version: each.version,
      purl: `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`,
      ...(typeof each.license === 'string' ? { licenses: [{ license: { name: each.license } }] } : {}),
    })),
  };
}
