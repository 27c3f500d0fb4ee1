import { posix } from 'node:path';
import { FileError } from '../file-error.ts';
import { isDateFormat } from './date-styles.ts';
import { readAllXml } from './read-xml.ts';
import type { ZipEntries } from './zip-entries.ts';

/** What has to be known before a sheet can be read. */
export interface Workbook {
  /** Entry of the first sheet that is not hidden. */
  readonly sheet: string;
  readonly is1904: boolean;
  readonly sharedStrings: string | null;
  /** Of each cell style: shows its number as a day or a time. */
  readonly dateStyles: readonly boolean[];
}

const SMALL_BYTES = 4 * 1_048_576;
const RELATIONS = '_rels/.rels';

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** @throws FileError `file-kind` when it is an archive of something else */
export async function readWorkbook(zip: ZipEntries): Promise<Workbook> {
  if (!zip.has(RELATIONS)) throw new FileError('file-kind');
  const book = [...(await readRelations(zip, RELATIONS, '')).values()].find(({ type }) => type === 'officeDocument');
  if (!book || !zip.has(book.target)) throw new FileError('file-kind');
  const folder = posix.dirname(book.target);
  const relations = await readRelations(zip, `${folder}/_rels/${posix.basename(book.target)}.rels`, folder);
  const { sheetIds, is1904 } = await readBook(zip, book.target);
  const sheets = sheetIds.flatMap((id) => relations.get(id) ?? []);
  const sheet = sheets.find(({ type, target }) => type === 'worksheet' && zip.has(target));
  if (!sheet) throw new FileError('file-kind');
  const styles = targetOf(relations, 'styles');
  return {
    sheet: sheet.target,
    is1904,
    sharedStrings: present(zip, targetOf(relations, 'sharedStrings')),
    dateStyles: styles !== null && zip.has(styles) ? await readDateStyles(zip, styles) : [],
  };
}

function targetOf(relations: ReadonlyMap<string, Relation>, type: string): string | null {
  return [...relations.values()].find((relation) => relation.type === type)?.target ?? null;
}

function present(zip: ZipEntries, name: string | null): string | null {
  return name !== null && zip.has(name) ? name : null;
}

/** By id; targets are names within the archive, whatever they try to climb to. */
async function readRelations(zip: ZipEntries, name: string, folder: string): Promise<ReadonlyMap<string, Relation>> {
  const found = new Map<string, Relation>();
  if (!zip.has(name)) return found;
  await readAllXml(zip.read(name, SMALL_BYTES), {
    open: (tag, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
      if (tag !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.normalize(posix.join(folder, Target));
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return found;
}

interface Book {
  readonly sheetIds: readonly string[];
  readonly is1904: boolean;
}

async function readBook(zip: ZipEntries, name: string): Promise<Book> {
  const sheetIds: string[] = [];
  let is1904 = false;
  await readAllXml(zip.read(name, SMALL_BYTES), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key) && key !== 'id')?.[1];
      if (tag === 'sheet' && id !== undefined && (attributes['state'] ?? 'visible') === 'visible') sheetIds.push(id);
    },
  });
  return { sheetIds, is1904 };
}

async function readDateStyles(zip: ZipEntries, name: string): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isInCells = false;
  await readAllXml(zip.read(name, SMALL_BYTES), {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      if (tag === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (tag === 'cellXfs') isInCells = true;
      if (tag === 'xf' && isInCells) formats.push(Number(numFmtId));
    },
    close: (tag) => {
      if (tag === 'cellXfs') isInCells = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
