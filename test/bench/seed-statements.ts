import { foldText } from '../../src/domain/comment-search.ts';
import { RETENTION_DAYS } from '../../src/domain/retention.ts';
import { ACCOUNT } from './load/product.ts';

export const COMMUNES = 3321;
const DAYS = 365;
/** Of what is older retention has kept no telephone; see domain/retention.ts. */
const CONTACT_DAYS = String(RETENTION_DAYS.contact);

/** Two of three dossiers are answered. */
export function dossiersOf(responses: number): number {
  return Math.ceil(responses * 1.5);
}

/** Two of three answer: far more than in life, so that a million responses need no more dossiers than a machine holds. */
const FATES = `
  CASE WHEN n % 30 < 3 THEN 'organisation' END AS exclusion,
  n % 30 >= 5 AS invited, n % 30 >= 6 AS delivered, n % 30 >= 8 AS started, n % 30 >= 10 AS finished`;

/** What citizens write, without names: long and short, some without marks. */
const COMMENTS = [
  'Cán bộ hướng dẫn rõ ràng, tôi không phải đi lại lần nào nữa.',
  'Cho lau qua, den noi phai doi hon mot tieng moi den luot.',
  'Giấy tờ yêu cầu nộp hai lần giống nhau, mong được giảm bớt.',
  'Nhanh, gọn, cảm ơn.',
  'Phòng chờ nóng và thiếu ghế, người già đứng rất lâu. Mong địa phương lắp thêm quạt và có lối đi riêng cho xe lăn.',
  'Nộp qua mạng bị báo lỗi mấy lần, sau phải ra tận nơi nộp giấy.',
  'Trả kết quả đúng hẹn, thái độ niềm nở.',
];
/** As long as a keyed hash. */
const PHONE = `CASE WHEN NOT forgotten THEN sha256(n::text::bytea) END`;
/** Five that differ, as `jsonb[]`. */
const ANSWERS = `ARRAY[${[1, 2, 3, 4, 5].map((score) => `'${JSON.stringify(answersOf(score))}'`).join(', ')}]::jsonb[]`;
const TOPICS = ['access', 'procedure', 'staff', 'result'];

interface Statement {
  readonly what: string;
  readonly sql: string;
  readonly values?: readonly string[];
}

/**
 * How much there is to fill: so many finished surveys over all communes and twelve months, set by set; $1 is today.
 * Triggers and the key to the dossier are off while it runs.
 */
export function seedOf(responses: number): readonly Statement[] {
  return [
    {
      what: 'communes',
      sql: `INSERT INTO register.unit (code, name, type, parent_code, agency_codes, valid_from)
      SELECT (30000 + n)::text, 'Xã thử ' || n, CASE WHEN n % 4 = 0 THEN 'phường' ELSE 'xã' END,
        p.codes[1 + (n * 31) % 34], '{}', '2025-07-01'
      FROM generate_series(1, ${String(COMMUNES)}) AS n,
        (SELECT array_agg(code ORDER BY code) AS codes FROM register.unit WHERE parent_code IS NULL) p
      ON CONFLICT DO NOTHING`,
    },
    {
      what: 'plan',
      sql: `CREATE UNLOGGED TABLE register.bench_plan AS
      SELECT gen_random_uuid() AS dossier_id, gen_random_uuid() AS id, n,
        u.code AS unit_code, u.parent_code AS province_code, p.code AS procedure_code,
        CASE n % 3 WHEN 0 THEN 'counter' WHEN 1 THEN 'online' ELSE 'post' END AS filed_via,
        n % 23 = 0 AS late, $1::date - (n / ${String(COMMUNES)} % ${String(DAYS)})::int AS day,
        n / ${String(COMMUNES)} % ${String(DAYS)} > 7 + ${CONTACT_DAYS} AS forgotten,
        CASE WHEN n % 7 = 0 THEN 'slip' ELSE 'phone' END AS proof,
        CASE WHEN n % 5 = 0 THEN 'web' ELSE 'zalo' END AS channel, ${FATES}
      FROM generate_series(1, ${String(dossiersOf(responses))}) AS n
      JOIN (SELECT code, parent_code, row_number() OVER (ORDER BY code) - 1 AS at
            FROM register.unit WHERE code LIKE '3%' AND parent_code IS NOT NULL) u ON u.at = n % ${String(COMMUNES)}
      JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS at, count(*) OVER () AS all
            FROM register.procedure) p ON p.at = (n / 7) % p.all`,
      values: ['today'],
    },
    {
      what: 'dossiers',
      sql: `INSERT INTO register.dossier (id, code, unit_code, procedure_code, filed_via, received_at, due_at,
        completed_at, returned_at, applicant, phone_index, contact_forgotten, token_hash, short_code, created_at)
      SELECT dossier_id, 'H99.' || unit_code || '-' || to_char(day, 'YYMMDD') || '-' || n, unit_code, procedure_code,
        filed_via, day - 3, CASE WHEN late THEN day - 1 ELSE day + 1 END, day, day,
        CASE WHEN exclusion IS NULL THEN 'person' ELSE 'organisation' END, ${PHONE}, forgotten, decode(md5(n::text), 'hex'),
        upper(substr(md5(n::text), 1, 6)), day
      FROM register.bench_plan`,
    },
    {
      what: 'invitations',
      sql: `INSERT INTO register.invitation (id, dossier_id, survey_id, unit_code, province_code, procedure_code,
        filed_via, late, completed_month, completed_on, status, close_reason, exclusion, not_before, not_after,
        channel, proof, phone_index, invited_at, delivered_at, started_on, closed_on, forgotten_on)
      SELECT id, dossier_id, 'sipas-b-1', unit_code, province_code, procedure_code, filed_via, late,
        date_trunc('month', day)::date, day, 'closed',
        CASE WHEN exclusion IS NOT NULL THEN 'excluded' WHEN NOT invited THEN 'no-contact' WHEN finished THEN 'finished'
          WHEN started THEN 'partial' ELSE 'expired' END,
        exclusion, day, day + 7, CASE WHEN invited THEN channel END, CASE WHEN invited THEN proof END, ${PHONE},
        CASE WHEN invited THEN day END, CASE WHEN delivered THEN day END, CASE WHEN started THEN day END, day + 7,
        CASE WHEN forgotten THEN day + 7 + ${CONTACT_DAYS} END
      FROM register.bench_plan`,
    },
    {
      // One of three has a chat: others came with their slip, or are written to by their number alone.
      what: 'chats',
      sql: `INSERT INTO register.chat (id, channel, account, address_index, address_sealed, phone_index, last_inbound_at)
      SELECT id, 'telegram', '${ACCOUNT}', sha256(('chat ' || n)::bytea), sha256(n::text::bytea) || sha256(n::text::bytea),
        ${PHONE}, day
      FROM register.bench_plan WHERE n % 3 = 0`,
    },
    {
      what: 'tallies',
      sql: `INSERT INTO ballot.tally (survey_id, unit_code, month, dimension, value, responses, counts, pending)
      SELECT 'sipas-b-1', g.unit_code, g.month, g.dimension, g.value, g.n,
        (SELECT jsonb_object_agg('q' || q, jsonb_build_array(
          g.n / 50, g.n / 25 + q, g.n / 10, g.n / 2, g.n / 3 + abs(hashtext(g.unit_code)) % 3, 0, 0))
         FROM generate_series(1, 5) AS q), false
      FROM (
        SELECT unit_code, date_trunc('month', day)::date AS month, d.dimension, d.value, count(*)::int AS n
        FROM register.bench_plan, LATERAL (VALUES ('all', 'all'), ('procedure', procedure_code), ('filedVia', filed_via),
          ('late', CASE WHEN late THEN 'late' ELSE 'on-time' END), ('proof', proof)) AS d (dimension, value)
        WHERE finished GROUP BY 1, 2, 3, 4
      ) g`,
    },
    {
      what: 'published cells',
      sql: `INSERT INTO ballot.published_cell (survey_id, unit_code, month, dimension, value, responses, counts, published_on)
      SELECT c.survey_id, c.unit, c.month, c.dimension, c.value, sum(c.responses),
        jsonb_build_object(${[1, 2, 3, 4, 5].map((q) => `'q${String(q)}', ${sums(q)}`).join(', ')}), $1::date
      FROM (SELECT t.*, v.unit FROM ballot.tally t JOIN register.unit u ON u.code = t.unit_code,
            LATERAL (VALUES (t.unit_code), (u.parent_code), ('00')) AS v (unit)) c
      GROUP BY 1, 2, 3, 4, 5 HAVING sum(c.responses) >= 10`,
      values: ['today'],
    },
    {
      what: 'responses',
      sql: `WITH r AS (
        INSERT INTO ballot.response (id, survey_id, unit_code, procedure_code, late, filed_via, proof, locale, flagged,
          disposition, answers, comment, comment_published, released_on, completed_month)
        SELECT id, 'sipas-b-1', unit_code, procedure_code, CASE WHEN late THEN 'late' ELSE 'on-time' END, filed_via, proof,
          'vi', 'clear', 'finished', (${ANSWERS})[1 + n % 5],
          CASE WHEN n % 25 < 2 THEN (${texts(COMMENTS)})[1 + n % ${String(COMMENTS.length)}] END, true, day + 8,
          date_trunc('month', day)::date
        FROM register.bench_plan WHERE finished
        RETURNING id, unit_code, comment, date_trunc('month', released_on)::date AS month
      ), placed AS (
        SELECT r.*, u.parent_code AS province, row_number() OVER (PARTITION BY r.month, u.parent_code ORDER BY r.id) - 1 AS at
        FROM r JOIN register.unit u ON u.code = r.unit_code WHERE r.comment IS NOT NULL
      )
      INSERT INTO ballot.published_comment (response_id, batch, position, unit_code, month, text, folded, topics)
      SELECT id, dense_rank() OVER (ORDER BY month, province, at / 5), at % 5 + 1, province, month, comment,
        (${texts(COMMENTS.map(foldText))})[array_position(${texts(COMMENTS)}, comment)],
        ARRAY[(${texts(TOPICS)})[1 + at % ${String(TOPICS.length)}]]
      FROM placed`,
    },
    { what: 'comment counts', sql: 'SELECT ballot.recount_comments()' },
    { what: 'plan away', sql: 'DROP TABLE register.bench_plan' },
  ];
}

function answersOf(score: number): object {
  const given = (value: number | 'not-applicable') => ({ value, how: 'tapped' });
  return { q1: given(score), q2: given(5), q3: given(4), q4: given(score), q5: given('not-applicable') };
}

function texts(values: readonly string[]): string {
  return `ARRAY[${values.map((value) => `'${value}'`).join(', ')}]::text[]`;
}

function sums(question: number): string {
  const counts = [0, 1, 2, 3, 4].map((i) => `sum((c.counts->'q${String(question)}'->>${String(i)})::int)`);
  return `jsonb_build_array(${counts.join(', ')}, 0, 0)`;
}
