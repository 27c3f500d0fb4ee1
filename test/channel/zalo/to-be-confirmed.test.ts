import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as switches from '../../../src/channel/zalo/to-be-confirmed.ts';
import { packageRoot } from '../../../src/lib/package-root.ts';

const OPEN_QUESTIONS = 13;
const TITLE = 'what is to be confirmed on a real account';

function listOfReadme(): string {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const from = readme.indexOf(`Zalo: ${TITLE}.`);
  return readme.slice(from, readme.indexOf('\n## ', from));
}

describe('channel/zalo/to-be-confirmed', () => {
  it('is listed in the README, switch by switch and question by question', () => {
    const list = listOfReadme();
    const { UNCONFIRMED, ...others } = switches;
    const missing = [...Object.keys(UNCONFIRMED), ...Object.keys(others)].filter(
      (name) => !list.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
    const numbers = [...list.matchAll(/^\| (\d+) +\|/gm)].map((match) => Number(match[1]));
    expect(numbers).toEqual(Array.from({ length: OPEN_QUESTIONS }, (_, i) => i + 1));
  });

  it('holds every switch that the README names', () => {
    const named = [...listOfReadme().matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] ?? '');
    const ours = named.filter((name) => !name.startsWith('ZALO_') && name !== 'SURVEY_WINDOW');
    expect(ours.length).toBeGreaterThan(4);
    expect(ours.filter((name) => !(name in switches))).toEqual([]);
  });
});
