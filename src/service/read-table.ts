import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CodedError } from '../lib/coded-error.ts';

export interface RowFault {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

export interface Table<Row> {
  readonly rows: readonly { readonly line: number; readonly row: Row }[];
  readonly faults: readonly RowFault[];
}

/**
 * Reads a CSV file with a header: rows that fit the schema, and a fault for each cell that does not.
 * @throws CodedError `file-malformed` when it is no CSV with the columns asked for
 */
export function readTable<Schema extends z.ZodObject>(text: string, schema: Schema): Table<z.infer<Schema>> {
  const records = parseCsv(text);
  const missing = Object.keys(schema.shape).filter((column) => records.header.every((name) => name !== column));
  if (missing.length > 0) {
    throw new CodedError(
      'file-malformed',
      `The file lacks the columns ${missing.join(', ')}; its first line must name them.`,
    );
  }
  const rows: { line: number; row: z.infer<Schema> }[] = [];
  const faults: RowFault[] = [];
  for (const { line, record } of records.records) {
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push({ line, row: parsed.data });
    else faults.push(...parsed.error.issues.map(({ path, message }) => ({ line, column: path.join('.'), message })));
  }
  return { rows, faults };
}

interface Records {
  readonly header: readonly string[];
  readonly records: readonly { readonly line: number; readonly record: Readonly<Record<string, string>> }[];
}

const Parsed = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));

function parseCsv(text: string): Records {
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, trim: true, relax_column_count: true };
    const [first, ...others] = Parsed.parse(parse(text, options));
    const header = first?.record ?? [];
    const records = others.map(({ info, record }) => ({
      line: info.lines,
      record: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])),
    }));
    return { header, records };
  } catch (cause) {
    throw new CodedError('file-malformed', 'The file is not CSV in UTF-8 with commas.', { cause });
  }
}
