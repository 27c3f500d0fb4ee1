import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export interface DownloadFile {
  /** With its extension; made of our own words by `fileName`. */
  readonly name: string;
  readonly type: string;
  readonly body: Readable | Buffer | string;
}

export const CSV_TYPE = 'text/csv; charset=utf-8';

export function sendFile(reply: FastifyReply, { name, type, body }: DownloadFile): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(body);
}

const LONGEST = 100;

/** Letters without marks, figures and dashes: safe in a header, a path and every file system. */
export function fileName(words: readonly string[], extension: string): string {
  const name = words
    .map((word) =>
      word
        .replaceAll(/[đĐ]/g, 'd')
        .normalize('NFD')
        .toLowerCase()
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, ''),
    )
    .filter((word) => word !== '')
    .join('_');
  return `${name.slice(0, LONGEST) || 'hai-long'}.${extension}`;
}
