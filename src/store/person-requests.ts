import type { PersonRequest } from '../domain/person-request.ts';
import type { PressingRequests, RequestStore } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { asBuffer, columnsOf, insert, type Table } from './table.ts';
import { withinScope } from './within-scope.ts';

type Row = Omit<PersonRequest, 'unit'> & { readonly unitCode: PersonRequest['unit'] };

const REQUEST: Table<Row & { readonly phoneSealed: Buffer | null }> = {
  name: 'register.person_request',
  key: ['id'],
  columns: {
    id: 'uuid',
    unitCode: 'text',
    kind: 'text',
    receivedOn: 'date',
    answerBy: 'date',
    dueOn: 'date',
    answeredOn: 'date',
    closedOn: 'date',
    outcome: 'text',
    phoneSealed: 'bytes',
  },
};
const UNIT = Prisma.sql`p.unit_code`;
const DEADLINE = Prisma.sql`CASE WHEN p.answered_on IS NULL THEN p.answer_by ELSE p.due_on END`;

/** Of role hl_register, as everything that opens a telephone. */
export function openPersonRequests(register: PrismaClient): RequestStore {
  const find = (condition: Prisma.Sql, order: Prisma.Sql) => register.$queryRaw<Found[]>`
    SELECT ${columnsOf(REQUEST, 'p')} FROM register.person_request p WHERE ${condition} ORDER BY ${order}`;
  return {
    add: async ({ unit: unitCode, ...request }, phoneSealed) => {
      await register.$executeRaw(insert(REQUEST, [{ ...request, unitCode, phoneSealed }]));
    },
    list: async (scope, closedLimit) => {
      const within = withinScope(UNIT, scope);
      const open = find(Prisma.sql`p.closed_on IS NULL AND ${within}`, Prisma.sql`${DEADLINE}, p.id`);
      const closed = find(
        Prisma.sql`p.closed_on IS NOT NULL AND ${within}`,
        Prisma.sql`p.closed_on DESC, p.id LIMIT ${closedLimit}`,
      );
      return [...(await open), ...(await closed)].map(toRequest);
    },
    find: async (id, scope) => {
      const [found] = await find(Prisma.sql`p.id = ${id}::uuid AND ${withinScope(UNIT, scope)}`, Prisma.sql`p.id`);
      return found
        ? { request: toRequest(found), phoneSealed: found.phoneSealed && asBuffer(found.phoneSealed) }
        : null;
    },
    openOf: async (kind, unit) => {
      const found = await find(
        Prisma.sql`p.closed_on IS NULL AND p.kind = ${kind} AND ${UNIT} IS NOT DISTINCT FROM ${unit}`,
        Prisma.sql`p.received_on, p.id`,
      );
      return found.flatMap(({ id, phoneSealed }) => (phoneSealed ? [{ id, phoneSealed: asBuffer(phoneSealed) }] : []));
    },
    answer: async (id, day) => {
      const changed = await register.$executeRaw`
        UPDATE register.person_request p SET answered_on = ${day}::date
        WHERE p.id = ${id}::uuid AND p.answered_on IS NULL AND p.closed_on IS NULL`;
      return changed === 1;
    },
    close: async (id, outcome, day) => {
      const changed = await register.$executeRaw`
        UPDATE register.person_request p SET closed_on = ${day}::date, outcome = ${outcome}, phone_sealed = NULL,
          answered_on = coalesce(p.answered_on, ${day}::date)
        WHERE p.id = ${id}::uuid AND p.closed_on IS NULL`;
      return changed === 1;
    },
    pressing: async (scope, today, until) => {
      const [row] = await register.$queryRaw<PressingRequests[]>`
        SELECT count(*) FILTER (WHERE ${DEADLINE} < ${today}::date)::int AS overdue,
          count(*) FILTER (WHERE ${DEADLINE} >= ${today}::date)::int AS soon, min(${DEADLINE})::text AS day
        FROM register.person_request p
        WHERE p.closed_on IS NULL AND ${DEADLINE} <= ${until}::date AND ${withinScope(UNIT, scope)}`;
      return row ?? { overdue: 0, soon: 0, day: null };
    },
  };
}

type Found = Row & { readonly phoneSealed: Uint8Array | null };

/** Without the telephone. */
function toRequest({ unitCode: unit, id, kind, receivedOn, answerBy, dueOn, answeredOn, closedOn, outcome }: Found) {
  return { id, unit, kind, receivedOn, answerBy, dueOn, answeredOn, closedOn, outcome } satisfies PersonRequest;
}
