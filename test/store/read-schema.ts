import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/package-root.ts';

export interface Column {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  /** PostgreSQL's own name, `_text` for an array. */
  readonly type: string;
  readonly optional: boolean;
  readonly defaulted: boolean;
}

interface Model {
  readonly schema: string;
  readonly table: string;
  readonly lines: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
  '@db.Uuid': 'uuid',
  '@db.Date': 'date',
  '@db.Timestamptz': 'timestamptz',
};

const FIELD = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/;

/** Reads the part of Prisma's language that our schema uses. */
export async function declaredColumns(): Promise<readonly Column[]> {
  return (await readModels()).flatMap(({ schema, table, lines }) =>
    lines.flatMap((line) => {
      const field = fieldOf(line);
      if (!field) return [];
      const { name, type, suffix, rest } = field;
      const native = TYPES[/@db\.\w+/.exec(rest)?.[0] ?? type];
      const defaulted = /@default\((?!auto)/.test(rest) || rest.includes('@default(autoincrement())');
      return [
        { schema, table, name, type: `${suffix === '[]' ? '_' : ''}${native}`, optional: suffix === '?', defaulted },
      ];
    }),
  );
}

/** As `schema.table unique (a, b)` or `schema.table index (a, b)`. */
export async function declaredIndexes(): Promise<readonly string[]> {
  return (await readModels()).flatMap(({ schema, table, lines }) => {
    const columns = new Map(
      lines.flatMap((line) => (FIELD.exec(line) ? [[FIELD.exec(line)?.[1] ?? '', columnName(line)]] : [])),
    );
    return lines.flatMap((line) => {
      const block = /^@@(id|unique|index)\(\[([^\]]*)\]/.exec(line);
      if (block) {
        const names = (block[2] ?? '').split(',').map((name) => columns.get(name.trim()) ?? '?');
        return [`${schema}.${table} ${block[1] === 'index' ? 'index' : 'unique'} (${names.join(', ')})`];
      }
      return fieldOf(line) && /@(id|unique)\b/.test(line) ? [`${schema}.${table} unique (${columnName(line)})`] : [];
    });
  });
}

/** Null for relations and block attributes. */
function fieldOf(line: string) {
  const [, , type = '', suffix = '', rest = ''] = FIELD.exec(line) ?? [];
  const isScalar = type in TYPES || type === 'DateTime';
  return isScalar ? { name: columnName(line), type, suffix, rest } : null;
}

function columnName(line: string): string {
  return /@map\("(\w+)"\)/.exec(line)?.[1] ?? FIELD.exec(line)?.[1] ?? '?';
}

async function readModels(): Promise<readonly Model[]> {
  const text = await readFile(join(packageRoot(), 'prisma', 'schema.prisma'), 'utf8');
  return [...text.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].map(([, body = '']) => ({
    schema: /@@schema\("(\w+)"\)/.exec(body)?.[1] ?? '?',
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '?',
    lines: body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('//')),
  }));
}
