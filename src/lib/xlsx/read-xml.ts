import { SaxesParser } from 'saxes';
import { FileError } from '../file-error.ts';

export interface XmlHandlers {
  /** Names without their prefix, attributes as they stand. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const MAX_DEPTH = 64;
/** Longer than any cell: 32,767 characters, each at most six bytes or an entity. */
const MAX_SILENCE = 1_048_576;

/**
 * Reads XML piece by piece and hands over control after each, so that who reads can take what was found. No document
 * type, and so no entities but XML's own; no element nests deeper than 64; no text or attribute grows past 1 MiB.
 * @throws FileError `file-malformed`
 */
export async function* readXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let silence = 0;
  parser.on('doctype', fail);
  parser.on('error', fail);
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    silence = 0;
    if (depth > MAX_DEPTH) fail();
    handlers.open?.(localName(name), attributes);
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    silence = 0;
    handlers.close?.(localName(name));
  });
  for await (const chunk of bytes) {
    silence += chunk.length;
    parser.write(decode(decoder, chunk));
    if (silence > MAX_SILENCE) fail();
    yield;
  }
  parser.close();
  yield;
}

/** For small parts: reads all of it. */
export async function readAllXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(bytes, handlers)) continue;
}

function fail(): never {
  throw new FileError('file-malformed');
}

function decode(decoder: TextDecoder, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new FileError('file-malformed', { cause });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
