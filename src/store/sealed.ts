import type { BrieflySealed, SealedRow, SealedStore } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { asBuffer } from './table.ts';
import { inTransaction } from './transaction.ts';

interface Place {
  readonly table: Prisma.Sql;
  readonly id: Prisma.Sql;
  readonly context: Prisma.Sql;
}

const PLACES: Readonly<Record<BrieflySealed, Place>> = {
  draft: place('register.draft', 'invitation_id', 'invitation_id'),
  message: place('register.message', 'id', 'id'),
  mix: place('ballot.mix', 'id', 'unit_code'),
  'back-check': place('register.back_check', 'id', 'id'),
  'back-check-mix': place('ballot.back_check_mix', 'id', 'province_code'),
  'dead-update': place('register.dead_update', 'id', 'update_id'),
};

const KINDS: readonly BrieflySealed[] = ['draft', 'message', 'mix', 'back-check', 'back-check-mix', 'dead-update'];
const IN_BALLOT_BOX: ReadonlySet<BrieflySealed> = new Set<BrieflySealed>(['mix', 'back-check-mix']);
const BATCH = 500;
const NIL = '00000000-0000-0000-0000-000000000000';
/** Version and number of the data key, as the vault writes them. */
const HEAD_BYTES = Prisma.raw('5');

/** Both mixes of role hl_ballot, all else of role hl_register. */
export function openSealed(register: PrismaClient, ballot: PrismaClient): SealedStore {
  const clientOf = (what: BrieflySealed) => (IN_BALLOT_BOX.has(what) ? ballot : register);

  async function batch(what: BrieflySealed, after: string, newest: number, change: Change): Promise<Progress> {
    const { table, id, context } = PLACES[what];
    return inTransaction(clientOf(what), async (connection) => {
      const rows = await connection.$queryRaw<{ id: string; context: string; sealed: Uint8Array }[]>`
        SELECT x.${id} AS id, x.${context}::text AS context, x.sealed FROM ${table} x
        WHERE x.${id} > ${after}::uuid AND octet_length(x.sealed) > 0
          AND substring(x.sealed FROM 1 FOR ${HEAD_BYTES}) <> '\\x02'::bytea || int4send(${newest}::int)
        ORDER BY x.${id} LIMIT ${BATCH}::int FOR UPDATE SKIP LOCKED`;
      const changed = rows.flatMap((row) => {
        const sealed = change({ context: row.context, sealed: asBuffer(row.sealed) });
        return sealed === null ? [] : [{ id: row.id, sealed: sealed.toString('hex') }];
      });
      await connection.$executeRaw`
        UPDATE ${table} x SET sealed = decode(r.sealed, 'hex')
        FROM json_to_recordset(${JSON.stringify(changed)}::json) AS r(id uuid, sealed text) WHERE x.${id} = r.id`;
      return { count: changed.length, last: rows.length < BATCH ? null : (rows.at(-1)?.id ?? null) };
    });
  }

  return {
    async reseal(what, newest, change) {
      let sum = 0;
      for (let after: string | null = NIL; after !== null;) {
        const { count, last }: Progress = await batch(what, after, newest, change);
        sum += count;
        after = last;
      }
      return sum;
    },
    async needed(ids) {
      const found = await Promise.all(
        KINDS.map(
          (what) =>
            clientOf(what).$queryRaw<{ id: number }[]>`
            SELECT k.id FROM unnest(${ids}::int[]) AS k(id) WHERE EXISTS (
              SELECT FROM ${PLACES[what].table} x
              WHERE substring(x.sealed FROM 1 FOR ${HEAD_BYTES}) = '\\x02'::bytea || int4send(k.id))`,
        ),
      );
      return [...new Set(found.flat().map(({ id }) => id))];
    },
  };
}

type Change = (row: SealedRow) => Buffer | null;

interface Progress {
  readonly count: number;
  /** Null when there is no more. */
  readonly last: string | null;
}

function place(table: string, id: string, context: string): Place {
  return { table: Prisma.raw(table), id: Prisma.raw(id), context: Prisma.raw(context) };
}
