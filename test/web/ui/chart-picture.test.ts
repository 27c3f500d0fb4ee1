import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIGHT, pictureSvg, type ChartPicture } from '../../../src/web/ui/chart-picture.ts';
import { renderFactorChart } from '../../../src/web/ui/factor-chart.ts';
import { picturePng } from '../../../src/web/ui/picture-png.ts';

const PICTURE: ChartPicture = {
  title: 'Tỷ lệ hài lòng theo yếu tố',
  lines: ['Phường Mẫu <Một> & "Hai"', 'Hồ sơ xong từ 01/09/2026 đến 30/11/2026', `${'thủ tục rất dài '.repeat(14)}hết`],
  drawing: renderFactorChart([{ label: 'Kết quả', value: 84.09, low: 80, high: 88, note: '84,09 %' }], 'picture'),
  foot: 'Hài Lòng. Lập lúc 14:05 23/11/2026',
};

describe('src/web/ui/chart-picture.ts', () => {
  it('spells out every colour as the style sheet has it in the light scheme', () => {
    const tokens = readFileSync(new URL('../../../src/web/ui/styles/tokens.css', import.meta.url), 'utf8');
    const light = tokens.slice(0, tokens.indexOf('@media'));
    for (const [name, colour] of Object.entries(LIGHT)) expect(light).toContain(`--${name}: ${colour};`);
    expect(pictureSvg(PICTURE)).not.toMatch(/var\(|currentColor|<script|<style|href=/);
  });

  it('keeps the words as words, on lines that stay inside the picture', () => {
    const svg = pictureSvg(PICTURE);
    expect(svg).toContain('Phường Mẫu &lt;Một&gt; &amp; &quot;Hai&quot;');
    const lines = [...svg.matchAll(/<text x="24" y="\d+"[^>]*>([^<]*)</g)].map(([, text = '']) => text);
    expect(lines.length).toBeGreaterThan(6);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(94);
    expect(lines.join(' ')).toContain(PICTURE.lines[2]);
  });

  it('is drawn as PNG at twice its size, with letters of its own for Vietnamese', async () => {
    const png = await picturePng(pictureSvg(PICTURE));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2 * (680 + 48));
    const letters = ['ệ', 'ữ', 'ẵ', '\u{10ffff}'];
    const drawn = await Promise.all(letters.map((title) => picturePng(pictureSvg({ ...PICTURE, title }))));
    expect(new Set(drawn.map((image) => image.toString('base64'))).size).toBe(letters.length);
  });
});
