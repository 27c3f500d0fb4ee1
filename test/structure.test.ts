import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  cycles,
  impureDomain,
  importsOf,
  type Sources,
  withoutComments,
  withoutStrings,
  wrongImports,
} from './support/import-graph.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function readTree(folder: string): Sources {
  const paths = readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('src/store/generated/'));
  return new Map(paths.map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
}

const sources = readTree('src');
const tests = readTree('test');

function offenders(files: Sources, isWrong: (code: string, path: string) => boolean): readonly string[] {
  return [...files].filter(([path, text]) => isWrong(withoutComments(text), path)).map(([path]) => path);
}

/** The tree with one line added to one file. */
function planted(path: string, line: string): Sources {
  return new Map([...sources, [path, `${line}\n${sources.get(path) ?? ''}`]]);
}

describe('structure', () => {
  it('imports one way only', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(wrongImports(sources)).toEqual([]);
  });

  it('has no cycles', () => {
    expect(cycles(sources)).toEqual([]);
  });

  it('keeps the domain away from Node', () => {
    expect(impureDomain(sources)).toEqual([]);
  });

  it('keeps clock, randomness and waiting out of the domain', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\basync\b|\bawait\b|\bPromise\b|\bfetch\(|\bcrypto\b|\bprocess\b/;
    const isImpure = (code: string, path: string) =>
      path.startsWith('src/domain/') && impure.test(withoutStrings(code));
    expect(offenders(sources, isImpure)).toEqual([]);
  });

  it('keeps no words for people that no code names', () => {
    const texts = [...sources].filter(([path]) => path.startsWith('src/domain/text/vi/'));
    const code = [...sources, ...tests].filter(([path]) => !/^src\/domain\/text\/(?:vi|en)\//.test(path));
    const named = new Set(code.flatMap(([, text]) => withoutComments(text).match(/[\w-]+/g) ?? []));
    const dead = texts.flatMap(([path, text]) =>
      [...text.matchAll(/^ +(?:'([\w-]+)'|(\w+)):/gm)]
        .map(([, quoted, bare]) => quoted ?? bare ?? '')
        .filter((key) => !named.has(key))
        .map((key) => `${path}: ${key}`),
    );
    expect(texts.length).toBeGreaterThan(20);
    expect(dead).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const environment =
      /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[|\benv\b[^;]*\}\s*(?:=|from)\s*(?:process\b|['"](?:node:)?process['"])/;
    const readsEnv = (code: string) => environment.test(code);
    expect(
      ["process.env['X']", "import { argv, env as e } from 'node:process'", 'const { env } = process'].every(readsEnv),
    ).toBe(true);
    expect(offenders(sources, readsEnv)).toEqual(['src/config.ts']);
  });

  it('has only the agreed names at the top', () => {
    const allowed =
      /^(?:\..+|README\.md|LICENSE|Dockerfile|compose\.yaml|package(?:-lock)?\.json|tsconfig\.json|prisma|src|test|dist|node_modules)$/;
    expect(readdirSync(root).filter((name) => !allowed.test(name))).toEqual([]);
  });

  it('is started with the same options by npm, by the image and by compose', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } };
    const optionsOf = (text: string) => text.slice(0, text.indexOf('dist/src/main.js')).match(/--[a-z0-9=-]+/g);
    const wanted = optionsOf(scripts.start);
    const lines = ['Dockerfile', 'compose.yaml'].flatMap((file) =>
      readFileSync(`${root}${file}`, 'utf8')
        .split('\n')
        .filter((line) => /(?:CMD|command:).*main\.js/.test(line)),
    );
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(optionsOf(line)).toEqual(wanted);
    expect(wanted).toContain('--enable-source-maps');
  });

  it('has files of at most 300 lines, named in kebab-case and never index', () => {
    const isWrong = (_: string, path: string) =>
      !/\/[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.tsx?$/.test(path) || /\/index\.tsx?$/.test(path);
    const isLong = ([, text]: readonly [string, string]) => text.trimEnd().split('\n').length > 300;
    expect([...sources].filter(isLong).map(([path]) => path)).toEqual([]);
    expect(offenders(sources, isWrong)).toEqual([]);
  });

  it('silences no check', () => {
    const silences = /@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable/;
    const files = [...sources, ...tests].filter(([path]) => path !== 'test/structure.test.ts');
    expect(files.filter(([, text]) => silences.test(text)).map(([path]) => path)).toEqual([]);
  });

  it('skips no test and runs none alone', () => {
    const skips =
      /\b(?:it|test|describe|suite)\b(?:\.\w+)*\.(?:skip|only|todo|skipIf|runIf|fails)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/;
    expect(skips.test(`it${'.skip'}('', f)`) && skips.test(`describe.each([])${'.x'} it.concurrent${'.only'}(`)).toBe(
      true,
    );
    expect(offenders(tests, (code) => skips.test(code))).toEqual([]);
  });
});

describe('structure: the checker itself', () => {
  it('reads every kind of import, and none in a comment', () => {
    const text = `
      import a, { type b } from './a.ts';
      import type { c } from './c.ts';
      import {
        d, // from './not.ts'
        e,
      } from "../d.ts";
      export * from './e.ts'; export { f } from './f.ts'; export type { g } from './g.ts';
      import './h.ts';
      const i = await import('./i.ts');
      type J = typeof import('./j.ts');
      const k = require('pg');
      const l = import(name);
      /* import m from './m.ts'; */
      // import('./n.ts')
      const url = 'https://example.org'; import o from './o.ts';
      import data from './p.json' with { type: 'json' };
      const meta = import.meta.url;
    `;
    const found = importsOf('src/lib/x/y.ts', text).map(({ to }) => to.replace('src/lib/x/', ''));
    const expected = 'a.ts c.ts src/lib/d.ts e.ts f.ts g.ts h.ts i.ts j.ts pg ? o.ts p.json'.split(' ');
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('knows the areas', () => {
    expect(
      ['src/main.ts', 'src/app/role.ts', 'src/channel/web/a.ts', 'src/channel/b.ts', 'src/domain/text/vi/c.ts'].map(
        areaOf,
      ),
    ).toEqual(['main', 'app', 'channel/web', 'channel', 'domain']);
    expect(areaOf('src/helpers/x.ts')).toBeNull();
  });

  it.each([
    ['src/lib/planted.ts', "import type { Unit } from '../domain/unit.ts';"],
    ['src/domain/planted.ts', "import type { Clock } from '../service/ports.ts';"],
    ['src/domain/planted.ts', "import { z } from 'zod';"],
    ['src/domain/planted.ts', "import { createHash } from 'node:crypto';"],
    ['src/service/planted.ts', "export { Database } from '../store/connect.ts';"],
    ['src/service/planted.ts', "const parts = await import('../app.ts');"],
    ['src/queue/planted.ts', "import { connect } from '../store/connect.ts';"],
    ['src/store/planted.ts', "import type { Job } from '../queue/jobs.ts';"],
    ['src/store/planted.ts', "import { releaseMix } from '../service/release-mix.ts';"],
    ['src/queue/planted.ts', "type Q = typeof import('../service/process-updates.ts');"],
    ['src/channel/telegram/planted.ts', "import { page } from '../web/page.ts';"],
    ['src/channel/zalo/planted.ts', "import type { Update } from '../telegram/update.ts';"],
    ['src/web/planted.ts', "import '../channel/web/page.ts';"],
    ['src/web/planted.ts', "import { readConfig } from '../config.ts';"],
    ['src/app/planted.ts', "import '../main.ts';"],
    ['src/lib/planted.ts', 'const tool = await import(`./${name}.ts`);'],
    ['src/lib/planted.ts', "import { env } from 'node:process';"],
    ['src/lib/planted.ts', "import x from '../../test/support/import-graph.ts';"],
    ['src/helpers/planted.ts', "import { isDay } from '../lib/calendar.ts';"],
  ])('refuses in %s: %s', (path, line) => {
    expect(wrongImports(planted(path, line)).filter((wrong) => wrong.startsWith(`${path} `))).toHaveLength(1);
  });

  it('sees a cycle, also of types and over several files', () => {
    const files: Sources = new Map([
      ['src/lib/a.ts', "import { b } from './b.ts';"],
      ['src/lib/b.ts', "export type { C } from './c.ts';"],
      ['src/lib/c.ts', "import type { A } from './a.ts';"],
      ['src/lib/d.ts', "import { a } from './a.ts';"],
      ['src/lib/e.ts', "type Self = typeof import('./e.ts');"],
    ]);
    expect(cycles(files)).toEqual([
      'src/lib/a.ts -> src/lib/b.ts -> src/lib/c.ts -> src/lib/a.ts',
      'src/lib/e.ts -> src/lib/e.ts',
    ]);
  });

  it('sees the domain reach Node through lib', () => {
    const reached = impureDomain(planted('src/domain/planted.ts', "import { sha256 } from '../lib/vault.ts';"));
    expect(reached).toContain('src/lib/vault.ts -> node:crypto');
  });
});
