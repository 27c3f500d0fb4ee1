import { CodedError } from './coded-error.ts';

/** Why a table in a file cannot be read; the person who sent it can do something about each. */
export type FileFault =
  | 'file-kind'
  | 'file-old-excel'
  | 'file-encoding'
  | 'file-malformed'
  | 'file-empty'
  | 'file-too-large'
  | 'file-too-large-inside'
  | 'file-too-many-rows'
  | 'file-too-many-columns'
  | 'file-columns';

const MESSAGES: Readonly<Record<FileFault, string>> = {
  'file-kind': 'The file is neither CSV nor XLSX.',
  'file-old-excel': 'The file is an old or an encrypted Excel file.',
  'file-encoding': 'The text is not UTF-8.',
  'file-malformed': 'The file is damaged.',
  'file-empty': 'The file has no rows.',
  'file-too-large': 'The file is too large.',
  'file-too-large-inside': 'The file would unpack to too much.',
  'file-too-many-rows': 'The table has too many rows.',
  'file-too-many-columns': 'The table has too many columns.',
  'file-columns': 'The table lacks the column of codes or of procedures.',
};

export class FileError extends CodedError {
  readonly fault: FileFault;

  constructor(fault: FileFault, options?: ErrorOptions) {
    super(fault, MESSAGES[fault], options);
    this.name = 'FileError';
    this.fault = fault;
  }
}
