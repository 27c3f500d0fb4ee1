import { BOM, csvLine } from '../../src/lib/csv.ts';
import { writeWorkbook, type Cell } from '../../src/lib/xlsx/write-workbook.ts';
import { bytesOf } from './raw-xlsx.ts';

export const HEADER = ['STT', 'Mã hồ sơ', 'Mã thủ tục', 'Ngày hẹn trả', 'Ngày trả kết quả', 'SĐT'];

/** A dossier of 5 October 2026 that was returned on the 7th. */
export function goodRow(serial: number, change: Partial<Record<number, Cell>> = {}): readonly Cell[] {
  const code = `H26.99.01-261005-${String(serial).padStart(4, '0')}`;
  const row = [serial, code, '1.001193', '09/10/2026', '07/10/2026 10:30', null];
  return row.map((cell, i) => change[i] ?? cell);
}

export function csvFile(rows: Iterable<readonly Cell[]>): Buffer {
  const lines = Array.from([HEADER, ...rows], (row) => csvLine(row.map((cell) => String(cell ?? ''))));
  return Buffer.from(BOM + lines.join(''));
}

export function xlsxFile(rows: Iterable<readonly Cell[]>): Promise<Buffer> {
  return bytesOf(writeWorkbook({ name: 'Hồ sơ', header: HEADER, rows }));
}

/** As a network hands it over. */
export async function* inPieces(bytes: Buffer, length = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
