import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { commitmentOf, type Draw, type DrawHashes, isDrawn, samplingRate, verifyDraw } from '../../src/domain/draw.ts';
import { toHex } from '../../src/lib/hex.ts';
import { hmacSha256 } from '../../src/lib/keyed-hash.ts';
import { sha256 } from '../../src/lib/vault.ts';

const hashes: DrawHashes = { sha256, hmac: hmacSha256 };
const key = sha256('a made-up key of one quarter');
const draw: Draw = {
  from: '2026-10-01',
  to: '2026-12-31',
  commitment: commitmentOf(key, hashes),
  key: toHex(key),
  rates: { '99001': 0.3, '99002': 0.05 },
};

const UNITS = ['99001', '99002', '99003'];

const dossiers = Array.from({ length: 1_200 }, (_, i) => {
  const unitCode = UNITS[i % UNITS.length] ?? '';
  const code = `H26.99.01-261005-${String(i).padStart(4, '0')}`;
  return { code, unitCode, drawn: isDrawn(code, samplingRate(draw, unitCode), (text) => hmacSha256(key, text)) };
});

const folder = mkdtempSync(join(tmpdir(), 'hai-long-draw-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the lines of the README as they stand there. */
function readmeCheck(published: Draw, ...rest: readonly string[]): string {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const [, script = ''] = /```js\n(\/\/ check-draw\.mjs:[\s\S]*?)```/.exec(readme) ?? [];
  expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  writeFileSync(join(folder, 'check-draw.mjs'), script);
  writeFileSync(join(folder, 'draw.json'), JSON.stringify(published));
  return execFileSync(process.execPath, ['check-draw.mjs', 'draw.json', ...rest], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

function writeRows(rows: typeof dossiers): void {
  const lines = rows.map(({ code, unitCode, drawn }) => `${code},${unitCode},${String(drawn)}`);
  writeFileSync(join(folder, 'dossiers.csv'), ['code,unit,drawn', ...lines].join('\n'));
}

describe('domain/draw', () => {
  it('asks everybody where no rate is set, and about its share where one is', () => {
    const sharesOf = (unit: string) => {
      const of = dossiers.filter(({ unitCode }) => unitCode === unit);
      return of.filter(({ drawn }) => drawn).length / of.length;
    };
    expect(sharesOf('99003')).toBe(1);
    expect(sharesOf('99001')).toBeGreaterThan(0.23);
    expect(sharesOf('99001')).toBeLessThan(0.37);
    expect(sharesOf('99002')).toBeLessThan(0.1);
  });

  it('keeps everybody who is asked when the rate rises', () => {
    const rates = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ minLength: 32, maxLength: 32 }), rates, (code, key, [a, b]) => {
        const drawnAt = (rate: number) => isDrawn(code, rate, (text) => hmacSha256(key, text));
        expect(!drawnAt(Math.min(a, b)) || drawnAt(Math.max(a, b))).toBe(true);
        expect(drawnAt(1)).toBe(true);
        expect(drawnAt(0)).toBe(false);
      }),
    );
  });

  it('finds nothing wrong with an honest draw', () => {
    expect(verifyDraw(draw, dossiers, hashes)).toEqual([]);
  });

  it('names the dossier that was left out, and the one that was asked, against the draw', () => {
    const [asked, left] = [dossiers.find(({ drawn }) => !drawn), dossiers.find(({ drawn }) => drawn)];
    const cheated = dossiers.map((one) => (one === asked || one === left ? { ...one, drawn: !one.drawn } : one));
    const faults = verifyDraw(draw, cheated, hashes);
    expect(faults).toHaveLength(2);
    expect(faults).toContainEqual({ kind: 'asked-against-the-draw', code: asked?.code });
    expect(faults).toContainEqual({ kind: 'left-out-against-the-draw', code: left?.code });
  });

  it('refuses a key that was not committed to, and none', () => {
    const other = toHex(sha256('chosen afterwards'));
    expect(verifyDraw({ ...draw, key: other }, dossiers, hashes)).toEqual([{ kind: 'key-is-not-the-committed-one' }]);
    expect(verifyDraw({ ...draw, key: null }, dossiers, hashes)).toEqual([{ kind: 'key-not-revealed' }]);
    expect(verifyDraw({ ...draw, key: 'no key' }, dossiers, hashes)).toEqual([{ kind: 'key-not-revealed' }]);
  });
});

describe('domain/draw: the lines in the README', () => {
  it('agree with the service on one dossier', () => {
    for (const { code, unitCode, drawn } of dossiers.slice(0, 4)) {
      expect(readmeCheck(draw, code, unitCode)).toBe(`${code}: ${drawn ? 'drawn' : 'not drawn'}\n`);
    }
  });

  it('agree with the service on all of them, and find what was changed', () => {
    writeRows(dossiers);
    expect(readmeCheck(draw, 'dossiers.csv')).toBe('1200 checked, 0 not as drawn\n');
    writeRows(dossiers.map((one, i) => (i === 7 ? { ...one, drawn: !one.drawn } : one)));
    const [line, sum] = readmeCheck(draw, 'dossiers.csv').split('\n');
    expect([line, sum]).toEqual([`${dossiers[7]?.code ?? ''}: not as drawn`, '1200 checked, 1 not as drawn']);
  });

  it('refuse a key that was not committed to', () => {
    expect(() => readmeCheck({ ...draw, key: toHex(sha256('other')) }, 'X', '99001')).toThrow(
      /not the one that was committed/,
    );
    expect(() => readmeCheck({ ...draw, key: null }, 'X', '99001')).toThrow(/after the period/);
  });
});
