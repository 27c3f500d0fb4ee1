import type { ComponentChildren, VNode } from 'preact';

export interface Column {
  readonly key: string;
  readonly label: string;
  /** Numbers stand to the right, in figures of one width. */
  readonly numeric?: boolean;
  /** Left out on phones. */
  readonly secondary?: boolean;
  /** Leads to the same table in the order of this column. */
  readonly sort?: { readonly href: string; readonly order: 'ascending' | 'descending' | null };
}

export interface TableProps {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column[];
  /** Cells in the order of `columns`; the first names the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/** Scrolls sideways by itself on narrow screens. */
export function Table({ caption, hideCaption = false, columns, rows }: TableProps): VNode {
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="table">
        <caption class={hideCaption ? 'sr-only' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" class={looksOf(column)} aria-sort={column.sort?.order ?? undefined}>
                {column.sort ? <SortLink label={column.label} {...column.sort} /> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>{row.cells.map((cell, i) => bodyCell(cell, columns[i], i))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ARROWS = { ascending: '▲', descending: '▼' } as const;

function SortLink({ label, href, order }: { readonly label: string } & NonNullable<Column['sort']>): VNode {
  return (
    <a class="sort" href={href}>
      {label} <span aria-hidden="true">{order === null ? '↕' : ARROWS[order]}</span>
    </a>
  );
}

function bodyCell(cell: ComponentChildren, column: Column | undefined, i: number): VNode {
  if (i === 0) {
    return (
      <th key={i} scope="row">
        {cell}
      </th>
    );
  }
  return (
    <td key={i} class={looksOf(column)}>
      {cell}
    </td>
  );
}

function looksOf(column: Column | undefined): string | undefined {
  const looks = [...(column?.numeric ? ['num'] : []), ...(column?.secondary ? ['secondary'] : [])];
  return looks.length > 0 ? looks.join(' ') : undefined;
}
