import type { AnswerValue } from '../domain/answer.ts';
import { sumCells, type Cell, type Counts, type Dimension } from '../domain/publication.ts';
import { RATING_ALONE, RATING_QUESTION, RATING_SURVEY, type Rating } from '../domain/rating.ts';
import { isAnswered, type Response } from '../domain/response.ts';
import type { Prisma } from './generated/client.ts';
import { columnsOf, upsert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

export const CELL: Table<Cell> = {
  name: 'ballot.tally',
  key: ['surveyId', 'unitCode', 'month', 'dimension', 'value'],
  columns: {
    surveyId: 'text',
    unitCode: 'text',
    month: 'date',
    dimension: 'text',
    value: 'text',
    responses: 'integer',
    counts: 'jsonb',
  },
};

type TallyRow = Cell & { readonly pending: boolean };

const TALLY: Table<TallyRow> = { ...CELL, columns: { ...CELL.columns, pending: 'boolean' } };

export function findTallies(connection: Connection, condition: Prisma.Sql): Promise<Cell[]> {
  return connection.$queryRaw<Cell[]>`SELECT ${columnsOf(CELL, 't')} FROM ballot.tally t WHERE ${condition}`;
}

/** Replaces tallies; they wait to be published. */
export async function saveTallies(connection: Connection, cells: readonly Cell[]): Promise<void> {
  const rows = cells.map((cell): TallyRow => Object.assign({ pending: true }, cell));
  if (rows.length > 0) await connection.$executeRaw(upsert(TALLY, rows));
}

/** One cell for each unit, month, and value of each dimension. */
export function countResponses(responses: readonly Response[]): readonly Cell[] {
  return sumCells(responses.flatMap(cellsOf));
}

/** To be taken off. */
export function negative(cell: Cell): Cell {
  const counts = Object.entries(cell.counts).map(([key, [a, b, c, d, e, f, g]]): [string, Counts] => {
    return [key, [-a, -b, -c, -d, -e, -f, -g]];
  });
  return { ...cell, responses: -cell.responses, counts: Object.fromEntries(counts) };
}

/** Answers and rating of one response are two counts; who has only rated is no respondent of the survey. */
function cellsOf(response: Response): readonly Cell[] {
  const { surveyId, rating } = response;
  const answers = Object.entries(response.answers).map(([key, { value }]) => [key, countsOf(value)] as const);
  const alone = isAnswered(response) ? {} : ALONE;
  return [
    ...(isAnswered(response) ? cellsWith(response, surveyId, Object.fromEntries(answers)) : []),
    ...(rating ? cellsWith(response, RATING_SURVEY, { ...ratingCounts(rating), ...alone }) : []),
  ];
}

const ALONE: Cell['counts'] = { [RATING_ALONE]: countsOf('not-applicable') };

function ratingCounts({ stars }: Rating): Cell['counts'] {
  return { [RATING_QUESTION]: countsOf(stars) };
}

function cellsWith(response: Response, surveyId: string, counts: Cell['counts']): readonly Cell[] {
  const { unitCode, completedMonth: month, attributes } = response;
  const values: readonly (readonly [Dimension, string])[] = [
    ['all', 'all'],
    ['procedure', attributes.procedureCode],
    ['filedVia', attributes.filedVia],
    ['late', attributes.late],
    ['proof', attributes.proof],
  ];
  return values.map(([dimension, value]) => ({ surveyId, unitCode, month, dimension, value, responses: 1, counts }));
}

function countsOf(value: AnswerValue): Counts {
  const one = (of: AnswerValue) => (value === of ? 1 : 0);
  return [one(1), one(2), one(3), one(4), one(5), one('not-applicable'), one('skipped')];
}
