import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parser } from '@prometheus-io/lezer-promql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { setAsideUpdate } from '../../src/service/set-aside-update.ts';
import { query, until } from '../support/look.ts';
import { startZaloService, type ZaloService } from '../support/zalo-service.ts';

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string().min(1),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^HaiLong[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string().min(10), action: z.string().min(10) }),
        }),
      ),
    }),
  ),
});

const Dashboard = z.looseObject({
  uid: z.literal('hai-long'),
  panels: z.array(
    z.looseObject({
      id: z.int(),
      title: z.string().min(1),
      gridPos: z.strictObject({ x: z.int().min(0), y: z.int(), w: z.int().max(24), h: z.int() }),
      targets: z.array(z.looseObject({ expr: z.string() })).default([]),
    }),
  ),
});

const folder = new URL('../../src/app/watching/', import.meta.url);
const rules = Rules.parse(parse(await readFile(new URL('alerts.yaml', folder), 'utf8'))).groups.flatMap((g) => g.rules);
const { panels } = Dashboard.parse(JSON.parse(await readFile(new URL('dashboard.json', folder), 'utf8')));
const expressions = [...rules.map(({ expr }) => expr), ...panels.flatMap(({ targets }) => targets.map((t) => t.expr))];

/** Metrics that an expression asks for; none where it cannot be parsed. */
function metricsIn(expression: string): readonly string[] {
  const plain = expression.replaceAll('$__rate_interval', '5m');
  const found: string[] = [];
  let isSound = true;
  parser.parse(plain).iterate({
    enter({ type, from, to }) {
      if (type.isError) isSound = false;
      if (type.name === 'Identifier') found.push(plain.slice(from, to));
    },
  });
  return isSound ? found : [];
}

const asked = new Set(expressions.flatMap(metricsIn).map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
/** Told by Prometheus itself. */
const FOREIGN = new Set(['up']);

const WITHOUT_SPOOL = { ok: true, parts: { database: true, queue: true, spool: false } };

let service: ZaloService;
let spool = '';
let text = '';

async function scrape(url = service.url): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

function valueOf(metric: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${metric} `));
  return Number(line?.slice(metric.length) ?? Number.NaN);
}

beforeAll(async () => {
  spool = await mkdtemp(join(tmpdir(), 'hai-long-watching-'));
  service = await startZaloService({ updates: 'webhook', env: { SPOOL_DIR: spool } });
  const [result] = await service.register([{}]);
  const token = new URL(result?.links?.telegram ?? '').searchParams.get('start') ?? '';
  const person = service.telegram.person(7_700_001);
  person.start(token);
  await person.until(() => person.lastMessage !== null);
  service.zalo.person('84912000002').follow();
  await service.zalo.webhook.settled();
  await setAsideUpdate(
    service.parts,
    {
      channel: 'telegram',
      account: service.parts.telegram?.account ?? '',
      updateId: 'poison',
      address: '7700002',
      device: null,
      locale: null,
      receivedAt: new Date().toISOString(),
      event: { kind: 'text', text: 'DỪNG' },
    },
    new Error('a fault of ours'),
  );
  const grant = service.parts.grants.get('zalo');
  await until(async () => (await grant?.())?.kind === 'renewed', 'the first grant is in');
  await until(async () => {
    text = await scrape();
    return (
      valueOf('hai_long_messages_total{channel="telegram",lane="reply",outcome="sent"}') > 0 &&
      valueOf('hai_long_job_seconds_count{job="invitation.send",outcome="done"}') > 0
    );
  }, 'a reply and a timer were counted');
});

afterAll(async () => {
  await service.close();
  await rm(spool, { recursive: true, force: true });
});

describe('src/app/watching', () => {
  it('tells of every promise', async () => {
    const positive = [
      'hai_long_webhook_ack_seconds_count{channel="telegram",status="200"}',
      'hai_long_webhook_ack_seconds_count{channel="zalo",status="200"}',
      'hai_long_inbound_total{channel="telegram"}',
      'hai_long_updates_processed_total',
      'hai_long_job_seconds_count{job="update.process",outcome="done"}',
      'hai_long_job_seconds_count{job="invitation.send",outcome="done"}',
      'hai_long_send_seconds_count{channel="telegram"}',
      'hai_long_dead_updates',
      'hai_long_grant_left_seconds{channel="zalo"}',
      'hai_long_quota_remaining{channel="zalo"}',
      'hai_long_lane_pace{channel="telegram",lane="bulk"}',
      'hai_long_database_connections{role="register",state="max"}',
      'hai_long_info{role="all",queue="redis"}',
    ];
    const idle = [
      'hai_long_inbox_oldest_seconds',
      'hai_long_unsent_messages{channel="zalo",lane="reply"}',
      'hai_long_unsent_oldest_seconds{channel="zalo",lane="reply"}',
      'hai_long_lane_paused_seconds{channel="zalo",lane="bulk"}',
      'hai_long_grant_failing{channel="zalo"}',
      'hai_long_dead_jobs{queue="inbox-0"}',
      'hai_long_queue_jobs{queue="bulk-zalo",state="waiting"}',
      'hai_long_mix_waiting',
      'hai_long_spool_files',
      'hai_long_spool_corrupt_files',
      'hai_long_mix_oldest_seconds',
    ];
    await expect
      .poll(
        async () => {
          text = await scrape();
          return {
            missing: positive.filter((metric) => !(valueOf(metric) > 0)),
            busy: idle.filter((metric) => valueOf(metric) !== 0),
          };
        },
        { timeout: 20_000, interval: 200 },
      )
      .toEqual({ missing: [], busy: [] });
    expect(valueOf('hai_long_inbound_silence_seconds{channel="telegram"}')).toBeGreaterThanOrEqual(0);
  });

  it('is ready when database, queue and spool take writes, and says which does not', async () => {
    const ready = async () => (await fetch(`${service.url}/readyz`)).json();
    expect(await ready()).toEqual({ ok: true, parts: { database: true, queue: true, spool: true } });
    await rename(spool, `${spool}-away`);
    await until(async () => isDeepStrictEqual(await ready(), WITHOUT_SPOOL), 'the spool is missed');
    await rename(`${spool}-away`, spool);
    const marks = await query(service.database.url, `SELECT FROM register.setting WHERE key = 'last-written'`);
    expect(marks).toHaveLength(1);
  });

  it('tells no rate over fewer than ten, no unit and nobody', () => {
    expect(text).toMatch(/^# TYPE hai_long_rate gauge$/m);
    expect(text).not.toMatch(/^hai_long_rate\{/m);
    const labels = [...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name);
    const allowed =
      'channel gc job kind lane le method outcome probe quantile queue reason role route space state status sweep type version';
    const known = new Set([...allowed.split(' '), 'rate', 'major', 'minor', 'patch']);
    expect([...new Set(labels)].filter((name) => !known.has(name ?? ''))).toEqual([]);
    expect(text).not.toMatch(/H26\.99|99001|7700001|84912000002/);
  });

  it('asks in dashboard and alerts for what there is, in expressions that parse', () => {
    expect(metricsIn('sum by (a (rate(x[5m]))')).toEqual([]);
    expect(expressions.filter((expression) => metricsIn(expression).length === 0)).toEqual([]);
    const told = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
    expect([...asked].filter((name) => !told.has(name) && !FOREIGN.has(name))).toEqual([]);
  });

  it('shows or watches each metric of its own', () => {
    const own = [...text.matchAll(/^# TYPE (hai_long_\S+) /gm)].map(([, name = '']) => name);
    expect(own.length).toBeGreaterThan(25);
    expect(own.filter((name) => !asked.has(name))).toEqual([]);
  });

  it('names alerts and panels once, and lays no panel over another', () => {
    const names = [...rules.map(({ alert }) => alert), ...panels.map(({ id }) => String(id))];
    expect(new Set(names).size).toBe(names.length);
    const squares = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${String(x + (i % w))} ${String(y + Math.floor(i / w))}`),
    );
    expect(new Set(squares).size).toBe(squares.length);
  });
});
