import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { ByteSource } from '../byte-source.ts';
import { FileError } from '../file-error.ts';

/** Excel writes a few dozen; nothing is ever unpacked to a disk, so their names are only looked up. */
const MAX_ENTRIES = 2_000;
const EXPECTED_CODE = /^(?:ERR_|Z_)/;

export interface ZipEntries {
  has(name: string): boolean;
  /** The unpacked bytes of an entry. @throws FileError when it is absent, damaged or says that it unpacks to more than `maxBytes` */
  read(name: string, maxBytes: number): AsyncIterable<Buffer>;
}

/**
 * The entries of a ZIP archive by its directory. An entry that unpacks to more than the directory says is cut off
 * there, so `maxBytes` holds whatever the archive claims.
 * @throws FileError `file-malformed`, `file-too-large-inside`
 */
export async function openZip(source: ByteSource): Promise<ZipEntries> {
  const zip = await reading(async () =>
    fromRandomAccessReaderPromise(new SourceReader(source), source.size, { autoClose: false, strictFileNames: true }),
  );
  if (zip.entryCount > MAX_ENTRIES) throw new FileError('file-too-large-inside');
  const entries = await reading(async () => {
    const found = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) found.set(entry.fileName, entry);
    return found;
  });
  return {
    has: (name) => entries.has(name),
    read: (name, maxBytes) => unpack(zip, entries.get(name), maxBytes),
  };
}

async function* unpack(zip: ZipFile, entry: Entry | undefined, maxBytes: number): AsyncGenerator<Buffer> {
  if (!entry || entry.isEncrypted()) throw new FileError('file-malformed');
  if (entry.uncompressedSize > maxBytes) throw new FileError('file-too-large-inside');
  const stream = await reading(() => zip.openReadStreamPromise(entry));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw asFileError(error);
  } finally {
    stream.destroy();
  }
}

class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#source.read(start, end), { objectMode: false });
  }
}

async function reading<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw asFileError(error);
  }
}

/** yauzl and zlib say with plain errors that an archive is damaged; coded errors come from where the bytes are kept. */
function asFileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isOfArchive = error instanceof Error && (code === '' || EXPECTED_CODE.test(code));
  return isOfArchive ? new FileError('file-malformed', { cause: error }) : error;
}
