import type { Answer } from '../domain/answer.ts';
import type { Attributes, Response } from '../domain/response.ts';
import type { Prisma } from './generated/client.ts';
import { columnsOf, insert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

type Row = Omit<Response, 'attributes' | 'answers'> &
  Attributes & { readonly answers: Readonly<Record<string, Answer>> };

const RESPONSE: Table<Row> = {
  name: 'ballot.response',
  key: ['id'],
  columns: {
    id: 'uuid',
    surveyId: 'text',
    unitCode: 'text',
    procedureCode: 'text',
    late: 'text',
    filedVia: 'text',
    proof: 'text',
    locale: 'text',
    flagged: 'text',
    disposition: 'text',
    answers: 'jsonb',
    comment: 'text',
    rating: 'jsonb',
    releasedOn: 'date',
    completedMonth: 'date',
    withdrawalIndex: 'hex',
    commentMark: 'hex',
  },
};

/** @param condition over alias `r`, with order and limit where they are wanted */
export async function findResponses(connection: Connection, condition: Prisma.Sql): Promise<readonly Response[]> {
  const rows = await connection.$queryRaw<Row[]>`
    SELECT ${columnsOf(RESPONSE, 'r')} FROM ballot.response r WHERE ${condition}`;
  return rows.map(toResponse);
}

function toResponse({ procedureCode, late, filedVia, proof, locale, flagged, ...rest }: Row): Response {
  return { ...rest, attributes: { procedureCode, late, filedVia, proof, locale, flagged } };
}

/** In the order of their random ids, so that the place of a row tells nothing. */
export async function addResponses(connection: Connection, responses: readonly Response[]): Promise<void> {
  const rows = responses.map(({ attributes, ...rest }): Row => Object.assign(rest, attributes));
  if (rows.length === 0) return;
  await connection.$executeRaw(
    insert(
      RESPONSE,
      rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ),
  );
}
