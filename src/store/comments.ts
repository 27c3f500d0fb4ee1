import type {
  CommentPlace,
  CommentQuery,
  CommentStore,
  CommentTopic,
  NewCommentBatch,
  PublishedComment,
  UnpublishedComment,
} from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { insert, type Table } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';
import { withinScope } from './within-scope.ts';

type Row = PublishedComment & { readonly responseId: string; readonly folded: string };

const COMMENT: Table<Row> = {
  name: 'ballot.published_comment',
  key: ['responseId'],
  columns: {
    responseId: 'uuid',
    batch: 'integer',
    position: 'integer',
    unitCode: 'text',
    month: 'date',
    text: 'text',
    folded: 'text',
    topics: 'text[]',
  },
};

/** Of roles hl_ballot, which publishes, and hl_console, which reads all but whose a comment is. */
export function openComments(ballot: PrismaClient, console: PrismaClient): CommentStore {
  return {
    publish: (decide) =>
      inTransaction(ballot, async (connection) => {
        await connection.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ballot.comments'))`;
        const batches = decide(await findWaiting(connection));
        if (batches.length > 0) await addBatches(connection, batches);
        return batches.length;
      }),
    find: (query, topic, after, limit) => find(console, query, topic, after, limit),
    count: async (query) => {
      const rows = await console.$queryRaw<{ topic: CommentTopic | 'all'; count: number }[]>`
        WITH alike AS (
          SELECT c.topics, count(*) AS count FROM ballot.published_comment c WHERE ${conditionOf(query)} GROUP BY 1)
        SELECT t.topic, sum(a.count)::int AS count FROM alike a
        CROSS JOIN LATERAL unnest('{all}' || coalesce(nullif(a.topics, '{}'), '{none}')) AS t(topic) GROUP BY 1`;
      return new Map(rows.map(({ topic, count }) => [topic, count]));
    },
  };
}

/** The index `response_comment_waits_idx` holds these and no others. */
function findWaiting(connection: Connection): Promise<readonly UnpublishedComment[]> {
  return connection.$queryRaw<UnpublishedComment[]>`
    SELECT r.id, r.unit_code AS "unitCode", r.comment AS text, r.released_on::text AS "releasedOn"
    FROM ballot.response r WHERE r.comment IS NOT NULL AND NOT r.comment_published ORDER BY r.id`;
}

async function addBatches(connection: Connection, batches: readonly NewCommentBatch[]): Promise<void> {
  const [row] = await connection.$queryRaw<{ last: number }[]>`
    SELECT coalesce(max(c.batch), 0) AS last FROM ballot.published_comment c`;
  const last = row?.last ?? 0;
  const rows = batches.flatMap(({ unitCode, month, comments }, i) =>
    comments.map((comment, j): Row =>
      Object.assign({ batch: last + i + 1, position: j + 1, unitCode, month }, comment),
    ),
  );
  await connection.$executeRaw(insert(COMMENT, rows));
  const ids = rows.map(({ responseId }) => responseId);
  await connection.$executeRaw`
    UPDATE ballot.response r SET comment_published = true WHERE r.id = ANY(${ids}::uuid[])`;
}

function find(
  console: PrismaClient,
  query: CommentQuery,
  topic: CommentTopic | null,
  after: CommentPlace | null,
  limit: number,
): Promise<readonly PublishedComment[]> {
  return console.$queryRaw<PublishedComment[]>`
    SELECT c.batch, c.position, c.unit_code AS "unitCode", c.month::text AS month, c.text, c.topics
    FROM ballot.published_comment c
    WHERE ${conditionOf(query)} AND ${ofTopic(topic)} AND ${isAfter(after)}
    ORDER BY c.batch DESC, c.position LIMIT ${limit}`;
}

function conditionOf({ from, to, scope, words }: CommentQuery): Prisma.Sql {
  // Whole words need not match: half a word is found while it is typed.
  const holds = words === null ? Prisma.sql`TRUE` : Prisma.sql`strpos(c.folded, ${words}) > 0`;
  return Prisma.sql`c.month BETWEEN ${from}::date AND ${to}::date
    AND ${withinScope(Prisma.sql`c.unit_code`, scope)} AND ${holds}`;
}

function ofTopic(topic: CommentTopic | null): Prisma.Sql {
  if (topic === null) return Prisma.sql`TRUE`;
  return topic === 'none' ? Prisma.sql`c.topics = '{}'` : Prisma.sql`${topic} = ANY(c.topics)`;
}

function isAfter(after: CommentPlace | null): Prisma.Sql {
  if (after === null) return Prisma.sql`TRUE`;
  const { batch, position } = after;
  return Prisma.sql`(c.batch < ${batch} OR (c.batch = ${batch} AND c.position > ${position}))`;
}
