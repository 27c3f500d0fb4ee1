import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database, type Role } from '../../src/store/connect.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const REGISTER = [
  'unit',
  'procedure',
  'survey',
  'setting',
  'dossier',
  'correction',
  'invitation',
  'chat',
  'draft',
  'message',
  'inbound_update',
  'dead_update',
  'suppression',
  'zalo_token',
  'receipt',
  'import',
  'import_piece',
  'webhook',
  'dossier_news',
  'webhook_delivery',
  'pace_tally',
  'staff_phone',
  'finding',
  'draw',
  'back_check',
  'survey_draft',
  'rate_cell',
  'rate_delta',
  'published_rate',
  'person_request',
].map((table) => `register.${table}`);
const LEDGER = ['ledger_leaf', 'ledger_entry', 'ledger_day', 'passage'].map((table) => `ballot.${table}`);
const BALLOT = [
  'mix',
  'response',
  'tally',
  'published_cell',
  'published_comment',
  'comment_count',
  'withdrawal',
  'departure',
  'back_check_mix',
].map((table) => `ballot.${table}`);
const CONSOLE = [
  'user',
  'session',
  'account',
  'verification',
  'api_key',
  'access_link',
  'two_factor',
  'sign_in_attempt',
  'subscription',
  'alert_letter',
].map((table) => `console.${table}`);
const AUDIT = ['audit_entry', 'audit_head', 'improvement'].map((table) => `console.${table}`);

const WRITES = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'];
const ALL = ['SELECT', ...WRITES];
const READ_BY_CONSOLE = [
  'unit',
  'procedure',
  'survey',
  'setting',
  'correction',
  'finding',
  'rate_cell',
  'rate_delta',
  'published_rate',
].map((table) => `register.${table}`);

/** Nothing of a dossier, a telephone, a message, a ballot or staff. */
const READ_AT_EDGE = [
  ...['unit', 'procedure', 'survey', 'setting', 'inbound_update', 'draw', 'published_rate'].map(
    (table) => `register.${table}`,
  ),
  'ballot.published_cell',
  ...LEDGER,
];

/** Whole-table rights that each role must have; every other one must be missing. */
const GRANTED: Readonly<Record<Role, ReadonlyMap<string, readonly string[]>>> = {
  register: new Map([
    ...REGISTER.map((table) => [table, rw()] as const),
    ['ballot.mix', ['INSERT']],
    ['ballot.back_check_mix', ['INSERT']],
    ['register.draw', ['SELECT', 'INSERT']],
    ...['rate_delta', 'published_rate'].map((table) => [`register.${table}`, ['SELECT', 'INSERT', 'DELETE']] as const),
  ]),
  ballot: new Map([
    ['ballot.mix', ['SELECT', 'DELETE']],
    ['ballot.back_check_mix', ['SELECT', 'DELETE']],
    ...['response', 'tally', 'published_cell'].map((table) => [`ballot.${table}`, rw()] as const),
    ...LEDGER.map((table) => [table, ['SELECT', 'INSERT']] as const),
    ...['published_comment', 'comment_count'].map(
      (table) => [`ballot.${table}`, ['SELECT', 'INSERT', 'DELETE']] as const,
    ),
    ['ballot.withdrawal', ['SELECT']],
    ['ballot.departure', ['SELECT', 'INSERT', 'UPDATE']],
  ]),
  console: new Map([
    ...READ_BY_CONSOLE.map((table) => [table, ['SELECT']] as const),
    ['ballot.published_cell', ['SELECT']],
    ['ballot.comment_count', ['SELECT']],
    ...LEDGER.map((table) => [table, ['SELECT']] as const),
    ['ballot.withdrawal', ['SELECT', 'INSERT']],
    ...CONSOLE.map((table) => [table, rw()] as const),
    ['console.audit_entry', ['SELECT', 'INSERT']],
    ['console.improvement', ['SELECT', 'INSERT']],
    ['console.audit_head', ['SELECT', 'UPDATE']],
  ]),
  edge: new Map<string, readonly string[]>([
    ...READ_AT_EDGE.map((table) => [table, ['SELECT']] as const),
    ['ballot.withdrawal', ['SELECT', 'INSERT']],
    ['ballot.back_check_mix', ['INSERT']],
  ]),
};

function rw(): readonly string[] {
  return ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
}

const ROLES: readonly Role[] = ['register', 'ballot', 'console', 'edge'];

const FORBIDDEN: readonly (readonly [Role, string])[] = [
  ['register', 'SELECT id FROM ballot.mix'],
  ['register', 'SELECT unit_code FROM ballot.mix'],
  ['register', 'DELETE FROM ballot.mix'],
  ['register', "UPDATE ballot.mix SET unit_code = '0'"],
  ['register', 'INSERT INTO ballot.mix SELECT * FROM ballot.mix'],
  ['register', 'SELECT * FROM ballot.response'],
  ['register', 'SELECT * FROM ballot.published_cell'],
  ['register', 'SELECT * FROM console.user'],
  ['register', 'SELECT * FROM console.api_key'],
  ['ballot', 'SELECT id FROM register.dossier'],
  ['ballot', 'SELECT id FROM register.invitation'],
  ['ballot', 'SELECT * FROM register.draft'],
  ['ballot', 'SELECT * FROM register.message'],
  ['ballot', 'SELECT code FROM register.unit'],
  ['ballot', 'SELECT * FROM console.session'],
  ['console', 'SELECT * FROM register.draft'],
  ['console', 'SELECT invitation_id FROM register.draft'],
  ['console', 'SELECT * FROM register.message'],
  ['console', 'SELECT * FROM register.inbound_update'],
  ['console', 'SELECT * FROM register.dead_update'],
  ['console', 'SELECT * FROM register.suppression'],
  ['console', 'SELECT * FROM register.zalo_token'],
  ['ballot', 'SELECT * FROM register.zalo_token'],
  ['console', 'SELECT phone_sealed FROM register.dossier'],
  ['console', 'SELECT phone_index FROM register.dossier'],
  ['console', 'SELECT token_hash FROM register.dossier'],
  ['console', 'SELECT phone_index FROM register.invitation'],
  ['console', 'SELECT address_sealed FROM register.chat'],
  ['console', 'SELECT address_index FROM register.chat'],
  ['console', "UPDATE register.invitation SET status = 'closed'"],
  ['console', 'DELETE FROM register.dossier'],
  ['console', 'SELECT * FROM ballot.mix'],
  ['console', 'SELECT * FROM ballot.response'],
  ['console', 'SELECT * FROM ballot.tally'],
  ['console', 'DELETE FROM ballot.published_cell'],
  ['console', 'SELECT response_id FROM ballot.published_comment'],
  ['register', 'SELECT text FROM ballot.published_comment'],
  ['console', 'DELETE FROM ballot.comment_count'],
  ['console', 'SELECT ballot.recount_comments()'],
  ['console', "UPDATE console.audit_entry SET action = 'session.opened'"],
  ['console', 'DELETE FROM console.audit_entry'],
  ['console', 'TRUNCATE console.audit_entry'],
  ['console', 'DELETE FROM console.audit_head'],
  ['console', 'INSERT INTO console.audit_head SELECT 2, 0, seal, proof FROM console.audit_head'],
  ['register', 'SELECT * FROM console.audit_entry'],
  ['register', 'INSERT INTO console.audit_entry SELECT * FROM console.audit_entry'],
  ['console', 'CREATE TABLE console.mine (id int)'],
  ['register', 'CREATE TABLE register.mine (id int)'],
  ['ballot', 'SELECT * FROM public._prisma_migrations'],
  ['ballot', 'DELETE FROM ballot.ledger_leaf'],
  ['ballot', 'UPDATE ballot.ledger_entry SET finished = 0'],
  ['console', 'SELECT withdrawal_index FROM ballot.response'],
  ['console', 'UPDATE ballot.withdrawal SET done_on = now()'],
  ['register', 'SELECT * FROM ballot.ledger_leaf'],
  ['register', 'SELECT * FROM ballot.withdrawal'],
  ['register', 'SELECT * FROM ballot.back_check_mix'],
  ['console', 'SELECT * FROM ballot.back_check_mix'],
  ['console', 'SELECT chat_id FROM register.back_check'],
  ['console', 'SELECT sealed FROM register.back_check'],
  ['edge', 'SELECT id FROM register.dossier'],
  ['edge', 'SELECT phone_sealed FROM register.dossier'],
  ['edge', "UPDATE register.invitation SET status = 'closed'"],
  ['edge', 'SELECT sealed FROM register.draft'],
  ['edge', 'SELECT id FROM register.message'],
  ['edge', 'SELECT address_sealed FROM register.chat'],
  ['edge', "UPDATE register.setting SET value = ''"],
  ['edge', 'SELECT author FROM console.improvement'],
  ['edge', 'SELECT id FROM ballot.mix'],
  ['edge', 'SELECT id FROM ballot.response'],
  ['edge', 'SELECT id FROM ballot.back_check_mix'],
  ['edge', 'SELECT email FROM console.user'],
  ['edge', 'SELECT id FROM console.api_key'],
  ['edge', 'SELECT register.recount_rates()'],
  ['edge', 'SELECT register.sum_rates(1)'],
  ['ballot', "UPDATE ballot.back_check_mix SET province_code = '0'"],
];

describe('src/store/connect', () => {
  let database: TestDatabase;
  let clients: Record<Role, PrismaClient>;
  let opened: readonly Database[];

  beforeAll(async () => {
    database = await createDatabase();
    const [sides, edge] = [connect({ url: database.url }), connect({ url: database.url, atEdge: true })];
    opened = [sides, edge];
    clients = { ...sides, edge: edge.register };
  });

  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await database.drop();
  });

  it.each(ROLES)('signs in as %s with this role only', async (role) => {
    const rows = await clients[role].$queryRaw`
      SELECT current_user::text AS name, (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) AS super`;
    expect(rows).toEqual([{ name: `hl_${role}`, super: false }]);
  });

  it.each(FORBIDDEN)('denies %s: %s', async (role, sql) => {
    await expect(clients[role].$queryRawUnsafe(sql)).rejects.toThrow(/permission denied/);
  });

  it.each(ROLES)('grants %s exactly the rights on tables that are listed', async (role) => {
    const tables = [...REGISTER, ...BALLOT, ...LEDGER, ...CONSOLE, ...AUDIT];
    const rows = await clients.console.$queryRaw<{ name: string; rights: string[] }[]>`
      SELECT t AS name, ARRAY(
        SELECT p FROM unnest(${ALL}::text[]) AS p WHERE has_table_privilege(${`hl_${role}`}, t, p)) AS rights
      FROM unnest(${tables}::text[]) AS t`;
    const expected = tables.map((name) => ({ name, rights: [...(GRANTED[role].get(name) ?? [])] }));
    expect(rows).toEqual(expected);
  });

  it('lets the edge read single columns of one table, and call a few functions with the rights of the owner', async () => {
    const columns = await clients.edge.$queryRaw<{ name: string; columns: string[] }[]>`
      SELECT format('%s.%s', n.nspname, c.relname) AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND n.nspname IN ('register', 'ballot', 'console')
        AND NOT has_table_privilege('hl_edge', c.oid, 'SELECT') AND has_column_privilege('hl_edge', c.oid, a.attnum, 'SELECT')
      GROUP BY 1`;
    expect(columns).toEqual([
      { name: 'console.improvement', columns: ['id', 'version', 'unit_code', 'month', 'factor', 'text', 'withdrawn'] },
    ]);
    const functions = await clients.edge.$queryRaw<{ name: string }[]>`
      SELECT p.proname::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname IN ('register', 'ballot', 'console', 'public')
        AND has_function_privilege('hl_edge', p.oid, 'EXECUTE') ORDER BY 1`;
    expect(functions.map(({ name }) => name)).toEqual([
      'answer_back_check',
      'ask_again',
      'back_check_behind',
      'dossier_behind',
      'draft_behind',
      'invitation_behind',
      'is_invited',
      'note_written',
    ]);
  });

  it('knows every table there is', async () => {
    const rows = await clients.register.$queryRaw<{ name: string }[]>`
      SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname IN ('register', 'ballot', 'console')`;
    expect(rows.map(({ name }) => name).toSorted()).toEqual(
      [...REGISTER, ...BALLOT, ...LEDGER, ...CONSOLE, ...AUDIT].toSorted(),
    );
  });

  it('gives nobody else anything', async () => {
    const rows = await clients.register.$queryRaw<{ grantee: string }[]>`
      SELECT DISTINCT grantee::text FROM information_schema.table_privileges
      WHERE table_schema IN ('register', 'ballot', 'console') AND grantee = 'PUBLIC'`;
    expect(rows).toEqual([]);
  });

  it('keeps the role when the URL brings startup options of its own', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c role=none -c work_mem=5MB');
    const other = connect({ url: url.href });
    const rows = await other.console
      .$queryRaw`SELECT current_user::text AS name, current_setting('work_mem') AS memory`;
    await other.close();
    expect(rows).toEqual([{ name: 'hl_console', memory: '5MB' }]);
  });

  it('puts sealed answers into the mix without reading them', async () => {
    await clients.register.$executeRaw`
      INSERT INTO ballot.mix (id, unit_code, sealed, entered_at) VALUES (gen_random_uuid(), '99001', '\\x00', now())`;
    expect(await clients.ballot.mix.count()).toBe(1);
  });
});
