import type {
  CommentPlace,
  CommentQuery,
  CommentStore,
  CommentTopic,
  NewCommentBatch,
  PublishedComment,
  UnpublishedComment,
} from '../service/ports.ts';
import type { UnitCode, UnitScope } from '../domain/unit.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { insert, type Table } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';
import { isCountry } from './within-scope.ts';

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
        // Also of comments that went with their response since.
        await connection.$queryRaw`SELECT FROM ballot.recount_comments()`;
        return batches.length;
      }),
    find: (query, topic, after, limit) => find(console, query, topic, after, limit),
    count: (query, most) => count(console, query, most),
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
  const { scope } = query;
  const newestOf = (unit: Prisma.Sql) => Prisma.sql`
    SELECT c.batch, c.position, c.unit_code AS "unitCode", c.month::text AS month, c.text, c.topics
    FROM ballot.published_comment c
    WHERE ${unit} AND ${conditionOf(query)} AND ${ofTopic(topic)} AND ${isAfter(after)}
    ORDER BY c.batch DESC, c.position LIMIT ${limit}`;
  if (isCountry(scope)) return read<PublishedComment>(console, query, newestOf(Prisma.sql`TRUE`));
  // An index leads to the newest of each unit, and none to those of many units at once.
  const newest = Prisma.sql`
    SELECT p.* FROM (${unitsOf(scope)}) u CROSS JOIN LATERAL (${newestOf(Prisma.sql`c.unit_code = u.code`)}) p
    ORDER BY p.batch DESC, p.position LIMIT ${limit}`;
  return read<PublishedComment>(console, query, newest);
}

async function count(
  console: PrismaClient,
  query: CommentQuery,
  most: number,
): Promise<ReadonlyMap<CommentTopic | 'all', number> | null> {
  const isKept = isCountry(query.scope) && query.words === null;
  const statement = isKept ? keptCounts(query) : countsOf(query, most);
  const rows = await read<{ topic: CommentTopic | 'all'; count: number }>(console, query, statement);
  const counts = new Map(rows.map((row) => [row.topic, row.count]));
  return query.words !== null && (counts.get('all') ?? 0) > most ? null : counts;
}

/** How many comments hold the words decides the way to them, so that a search is planned anew each time. */
function read<Found>(console: PrismaClient, { words }: CommentQuery, statement: Prisma.Sql): Promise<readonly Found[]> {
  if (words === null) return console.$queryRaw<Found[]>(statement);
  return inTransaction(console, async (connection) => {
    await connection.$executeRaw`SET LOCAL plan_cache_mode = force_custom_plan`;
    return connection.$queryRaw<Found[]>(statement);
  });
}

function keptCounts({ from, to }: CommentQuery): Prisma.Sql {
  return Prisma.sql`
    SELECT n.topic, sum(n.count)::int AS count FROM ballot.comment_count n
    WHERE n.month BETWEEN ${from}::date AND ${to}::date GROUP BY 1`;
}

/** Of a search no more than are told. */
function countsOf(query: CommentQuery, most: number): Prisma.Sql {
  const { scope, words } = query;
  const ofUnits = isCountry(scope) ? Prisma.sql`TRUE` : Prisma.sql`c.unit_code = ANY(ARRAY(${unitsOf(scope)}))`;
  const limit = words === null ? null : most + 1;
  return Prisma.sql`
    WITH alike AS (
      SELECT f.topics, count(*) AS count FROM (
        SELECT c.topics FROM ballot.published_comment c WHERE ${ofUnits} AND ${conditionOf(query)} LIMIT ${limit}::int
      ) f GROUP BY 1)
    SELECT t.topic, sum(a.count)::int AS count FROM alike a
    CROSS JOIN LATERAL unnest(ballot.comment_topics(a.topics)) AS t(topic) GROUP BY 1`;
}

/** A province reaches itself and its communes. */
function unitsOf(scope: UnitCode): Prisma.Sql {
  return Prisma.sql`SELECT u.code FROM register.unit u WHERE u.code = ${scope} OR u.parent_code = ${scope}`;
}

function conditionOf({ from, to, scope, words }: CommentQuery): Prisma.Sql {
  const inMonths = Prisma.sql`c.month BETWEEN ${from}::date AND ${to}::date`;
  return words === null ? inMonths : Prisma.sql`${inMonths} AND ${holds(words, scope)}`;
}

/**
 * Whole words need not match: half a word is found while it is typed. The index of what words are made of is for the
 * country; what it finds of a unit it finds for all of them, unit after unit. Folded words hold no wildcards.
 */
function holds(words: string, scope: UnitScope): Prisma.Sql {
  return isCountry(scope)
    ? Prisma.sql`c.folded LIKE '%' || ${words} || '%'`
    : Prisma.sql`strpos(c.folded, ${words}) > 0`;
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
