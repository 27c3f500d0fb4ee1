import { localToSerial } from './date-styles.ts';

/**
 * Numbers are typed; text is text, whatever it starts with: nothing in the file is a formula. In a column of days,
 * months or instants a local `2026-11-25` or `2026-11-25T14:30:00` becomes Excel's number for it.
 */
export type Cell = string | number | null;

/** How a column shows its numbers; `wrapped` is text over several lines. */
export const CELL_FORMATS = ['general', 'count', 'percent', 'decimal', 'day', 'month', 'instant', 'wrapped'] as const;
export type CellFormat = (typeof CELL_FORMATS)[number];

/** Excel writes separators as the reader's computer does. 3 and 10 are built in; our own count from 164. */
const NUMBER_FORMATS: Readonly<Record<CellFormat, { readonly id: number; readonly code?: string }>> = {
  general: { id: 0 },
  count: { id: 3 },
  percent: { id: 10 },
  decimal: { id: 164, code: '0.00' },
  day: { id: 165, code: 'dd/mm/yyyy' },
  month: { id: 166, code: 'mm/yyyy' },
  instant: { id: 167, code: 'dd/mm/yyyy\\ hh:mm' },
  wrapped: { id: 0 },
};

/** Position of a cell's style among `cellXfs`: the plain one, the header, then the formats. */
function styleOf(format: CellFormat | 'head'): number {
  if (format === 'head') return 1;
  return format === 'general' ? 0 : CELL_FORMATS.indexOf(format) + 1;
}

/** The formats and styles of a workbook, in the order that `styleOf` counts them. */
export function stylesXml(): string {
  const own = Object.values(NUMBER_FORMATS).filter(({ code }) => code !== undefined);
  const formats = own.map(({ id, code = '' }) => `<numFmt numFmtId="${String(id)}" formatCode="${escapeXml(code)}"/>`);
  const styles = CELL_FORMATS.slice(1).map((format) => {
    const alignment = format === 'wrapped' ? '<alignment vertical="top" wrapText="1"/>' : '';
    const applied = format === 'wrapped' ? 'applyAlignment="1"' : 'applyNumberFormat="1"';
    return `<xf numFmtId="${String(NUMBER_FORMATS[format].id)}" fontId="0" fillId="0" borderId="0" xfId="0" ${applied}>${alignment}</xf>`;
  });
  const head =
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  return [
    `<numFmts count="${String(formats.length)}">${formats.join('')}</numFmts>`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${String(styles.length + 2)}">${plain}${head}${styles.join('')}</cellXfs>`,
  ].join('');
}

const LOCAL = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?$/;
/** What Excel keeps of one cell. */
const LONGEST_TEXT = 32_767;

/** @param at like `C7` */
export function cellXml(at: string, cell: Cell, format: CellFormat | 'head'): string {
  const style = styleOf(format) === 0 ? '' : ` s="${String(styleOf(format))}"`;
  if (cell === null || cell === '') return `<c r="${at}"${style}/>`;
  const value = isTime(format) && typeof cell === 'string' && LOCAL.test(cell) ? localToSerial(cell) : cell;
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${at}"${style}><v>${String(value)}</v></c>`;
  const text = escapeXml(String(value).slice(0, LONGEST_TEXT));
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function isTime(format: CellFormat | 'head'): boolean {
  return format === 'day' || format === 'month' || format === 'instant';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair; a bare CR would be read as LF. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"\r]/g, (character) => ENTITIES[character] ?? '');
}
