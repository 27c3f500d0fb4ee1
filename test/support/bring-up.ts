import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Programs from Debian that the tests need, by package. */
const NEEDED = [
  { program: 'redis-server', packages: ['redis-server'] },
  { program: 'chromium', packages: ['chromium'] },
];

/** By which some faults are made; without them those are told as not run. */
const USEFUL = [
  { program: 'strace', packages: ['strace'] },
  { program: 'faketime', packages: ['faketime'] },
  { program: 'ip', packages: ['iproute2'] },
];

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function bringUp(): void {
  const mayInstall = process.getuid?.() === 0 && isOnPath('apt-get');
  const packages = [...NEEDED, ...(mayInstall ? USEFUL : [])]
    .filter(({ program }) => !isOnPath(program))
    .flatMap((each) => each.packages);
  if (packages.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!mayInstall) {
    process.stderr.write(
      `The tests need ${packages.join(' and ')}. On Debian or Ubuntu, as root:\n  apt-get update && ${command}\n`,
    );
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`Installing ${packages.join(' and ')} from Debian's packages …\n`);
  // Debian's packages start a Redis of their own; the tests start theirs.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', command.split(' ').slice(1), { stdio: ['ignore', 'ignore', 'inherit'], env });
  const missing = NEEDED.filter(({ program }) => !isOnPath(program)).map(({ program }) => program);
  if (missing.length > 0) throw new Error(`Still missing after installation: ${missing.join(', ')}`);
}

bringUp();
