/** A drawing with what somebody needs to know who sees the picture alone. */
export interface ChartPicture {
  /** Says what it shows. */
  readonly title: string;
  /** Of whom, over which period, with which marks. */
  readonly lines: readonly string[];
  /** Made by `renderChart`. */
  readonly drawing: string;
  /** Where it comes from, and when it was made. */
  readonly foot: string;
}

/** The light scheme of tokens.css: a file knows no custom properties. */
export const LIGHT: Readonly<Record<string, string>> = {
  text: '#16202b',
  'text-quiet': '#526070',
  line: '#dce1e7',
  paper: '#ffffff',
  series: '#0072b2',
  'series-range': '#9fc9e4',
  'level-1': '#c04f00',
  'level-2': '#eba668',
  'level-3': '#b9c1ca',
  'level-4': '#7db8dd',
  'level-5': '#0072b2',
};

export const PICTURE_FONT = 'Be Vietnam Pro';
const MARGIN = 24;
const TITLE = { size: 20, line: 28, weight: 600, fill: 'text' } as const;
const LINE = { size: 14, line: 21, weight: 400, fill: 'text-quiet' } as const;
const GAP = 12;
/** Of the usual letter, in the height of the type: wide enough that no line runs over. */
const LETTER = 0.52;

/** A file of its own: title, lines, drawing and foot on white, every colour spelled out. */
export function pictureSvg({ title, lines, drawing, foot }: ChartPicture): string {
  const { width, height } = sizeOf(drawing);
  const head = [...wrapped(title, TITLE.size, width).map((text) => ({ text, ...TITLE })), ...smallLines(lines, width)];
  const headHeight = head.reduce((sum, { line }) => sum + line, 0) + GAP;
  const feet = smallLines([foot], width);
  const total = {
    width: width + 2 * MARGIN,
    height: MARGIN + headHeight + height + GAP + feet.length * LINE.line + GAP,
  };
  const body = [
    `<rect width="${String(total.width)}" height="${String(total.height)}" fill="var(--paper)"/>`,
    ...texts(head, MARGIN),
    drawing.replace(
      /^<svg [^>]*viewBox/,
      `<svg x="${String(MARGIN)}" y="${String(MARGIN + headHeight)}" width="${String(width)}" height="${String(height)}" viewBox`,
    ),
    ...texts(feet, MARGIN + headHeight + height + GAP),
  ].join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(total.width)}" height="${String(total.height)}" viewBox="0 0 ${String(total.width)} ${String(total.height)}" font-family="${PICTURE_FONT}, Arial, sans-serif" role="img" aria-label="${escaped(title)}">\n${body}\n</svg>\n`.replaceAll(
    /var\(--([a-z0-9-]+)\)/g,
    (_all, name: string) => LIGHT[name] ?? 'currentColor',
  );
}

interface TextLine {
  readonly text: string;
  readonly size: number;
  readonly line: number;
  readonly weight: number;
  readonly fill: string;
}

function smallLines(lines: readonly string[], width: number): readonly TextLine[] {
  return lines.flatMap((line) => wrapped(line, LINE.size, width)).map((text) => ({ text, ...LINE }));
}

function texts(lines: readonly TextLine[], top: number): readonly string[] {
  return lines.map(({ text, size, weight, fill }, i) => {
    const y = top + lines.slice(0, i).reduce((sum, { line }) => sum + line, 0) + size;
    return `<text x="${String(MARGIN)}" y="${String(y)}" font-size="${String(size)}" font-weight="${String(weight)}" fill="var(--${fill})">${escaped(text)}</text>`;
  });
}

/** Lines that fit, broken between words. */
function wrapped(text: string, size: number, width: number): readonly string[] {
  const most = Math.floor(width / (size * LETTER));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length === 0 || longer.length > most) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

function sizeOf(drawing: string): { readonly width: number; readonly height: number } {
  const [, width = '0', height = '0'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawing) ?? [];
  return { width: Number(width), height: Number(height) };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '').replaceAll(/\p{Cc}/gu, ' ');
}
