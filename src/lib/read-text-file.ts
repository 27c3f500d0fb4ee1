import { readFile } from 'node:fs/promises';
import { CodedError } from './coded-error.ts';

/** @throws CodedError `file-unreadable` */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CodedError('file-unreadable', `${file} cannot be read.`, { cause });
  }
}
