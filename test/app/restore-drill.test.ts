import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysAt } from '../../src/app/open-keys.ts';
import { readConfig } from '../../src/config.ts';
import { spoolName } from '../../src/queue/spool-file.ts';
import { API_KEY, BOT_TOKEN } from '../support/fixed-secrets.ts';
import { until } from '../support/look.ts';
import { completedDossier } from '../support/service.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { Crowd, printedSeed } from './support/crowd.ts';
import { createInstallation, type Installation } from './support/installation.ts';

const PEOPLE = 10;
const SECRET = `secret-${randomUUID()}`;

describe('app/restore-drill', { timeout: 900_000 }, () => {
  let folder: string;
  let telegram: FakeTelegram;
  const installations: Installation[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-drill-'));
    telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  });

  afterEach(async () => {
    await Promise.all(installations.splice(0).map((each) => each.remove()));
    await telegram.stop();
    await rm(folder, { recursive: true });
  });

  async function install(): Promise<Installation> {
    const installation = await createInstallation({
      TELEGRAM_BOT_TOKEN: BOT_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      PUBLIC_URL: 'https://hai-long.example',
    });
    installations.push(installation);
    return installation;
  }

  it('brings back, on another cluster, all that was acknowledged before a backup made under load', async () => {
    const first = await install();
    await first.importUnits();
    const service = await first.start({ PUBLIC_URL: first.url });
    const crowd = await Crowd.invite({
      telegram,
      installation: first,
      size: PEOPLE,
      up: () => Promise.resolve(),
      random: printedSeed(),
    });
    await crowd.finish();
    await crowd.outcome();
    const receipts = receiptsIn(telegram);
    expect(receipts).toHaveLength(PEOPLE);
    const [unsent = ''] = await register(first, [{}]);

    const late = telegram.person(8_900_001);
    late.start(unsent);
    await late.until(() => /có thể trả lời hoặc không/.test(late.lastMessage?.text ?? ''), 30_000);
    const load = startLoad(first);
    await until(async () => load.acknowledged().length > 200, 'there is some load');
    const before = load.acknowledged();
    const file = join(folder, 'night.backup');
    expect(await first.run(['backup', 'to', file])).toMatchObject({ code: 0 });
    expect(load.acknowledged().length).toBeGreaterThan(before.length);
    await load.stop();
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readFile(file, 'latin1')).not.toMatch(/register|ballot|H26\.99/);
    const kept = await figuresOf(first);
    await service.end('SIGKILL');

    const second = await install();
    await copyKeys(first, second);
    await first.remove();
    expect(await second.run(['restore', 'from', file])).toMatchObject({ code: 0 });
    expect(await second.run(['ledger', 'verify'])).toMatchObject({ code: 0 });
    expect(await second.run(['audit', 'verify'])).toMatchObject({ code: 0 });

    const again = await second.start({ PUBLIC_URL: second.url });
    const seen = new Set(
      (await second.rows<{ id: string }>('SELECT update_id AS id FROM register.inbound_update')).map(({ id }) => id),
    );
    expect(before.filter((id) => !seen.has(String(id)))).toEqual([]);
    expect(await figuresOf(second)).toEqual(kept);
    for (const code of receipts) expect(await receiptPage(second, code)).toContain('Ý kiến đã được tính');
    expect((await fetch(`${second.url}/s/${unsent}`)).status).toBe(200);
    expect(await readableDrafts(second)).toEqual([true]);
    expect(await again.end('SIGTERM')).toMatchObject({ code: 0 });

    expect(await second.run(['keys', 'rotate'])).toMatchObject({ code: 0 });
    const spooled = join(second.dataDir, 'spool', '7', spoolName(0, 1, 'aaaaaaaa').file);
    await mkdir(dirname(spooled), { recursive: true });
    await writeFile(spooled, '{}');
    expect((await second.run(['keys', 'retire', '--at-once'])).output).toContain('updates-wait');
    await rm(spooled);
    expect(await second.run(['keys', 'retire', '--at-once'])).toMatchObject({ code: 0 });
    const third = await install();
    await copyKeys(second, third);
    expect(await third.run(['restore', 'from', file])).toMatchObject({ code: 0 });
    await Promise.all([second.start(), third.start()]);
    expect(await readableDrafts(second)).toEqual([true]);
    expect(await readableDrafts(third)).toEqual([false]);
  });

  it('restores only into an empty database, only a whole file, and only with its keys', async () => {
    const first = await install();
    await first.importUnits();
    const file = join(folder, 'small.backup');
    expect(await first.run(['backup', 'to', file])).toMatchObject({ code: 0 });
    expect((await first.run(['restore', 'from', file])).output).toContain('restore-not-empty');

    const second = await install();
    expect((await second.run(['restore', 'from', file])).output).toContain('sealed-unreadable');
    await copyKeys(first, second);
    const bytes = await readFile(file);
    await writeFile(`${file}.half`, bytes.subarray(0, bytes.length / 2));
    expect((await second.run(['restore', 'from', `${file}.half`])).output).toContain('cut-short');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
    await writeFile(`${file}.flipped`, bytes);
    expect((await second.run(['restore', 'from', `${file}.flipped`])).output).toContain('sealed-unreadable');
    expect(await second.run(['restore', 'from', file])).toMatchObject({ code: 0 });
  });
});

/** As whoever keeps them apart from backups would. */
async function copyKeys(from: Installation, to: Installation): Promise<void> {
  await mkdir(to.dataDir, { recursive: true });
  for (const name of ['encryption.key', 'keys'])
    await cp(join(from.dataDir, name), join(to.dataDir, name), { recursive: true });
}

/** Whether each draft opens with the keys beside it. */
async function readableDrafts(installation: Installation): Promise<readonly boolean[]> {
  const { vault } = await keysAt(readConfig(installation.env));
  const drafts = await installation.rows<{ id: string; sealed: Buffer }>(
    'SELECT invitation_id AS id, sealed FROM register.draft',
  );
  return drafts.map(({ id, sealed }) => {
    try {
      return JSON.parse(vault.open('draft', id, sealed).toString()) !== null;
    } catch {
      return false;
    }
  });
}

function receiptsIn(telegram: FakeTelegram): readonly string[] {
  const texts = telegram.outbox.calls.map(({ payload }) => String(payload['text']));
  return [...new Set(texts.flatMap((text) => /Mã biên nhận: ([0-9A-Z-]+)\./.exec(text)?.[1] ?? []))];
}

async function receiptPage({ url }: Installation, code: string): Promise<string> {
  const post = { method: 'POST', headers: { origin: url }, body: new URLSearchParams({ code }) };
  return (await fetch(`${url}/bien-nhan`, post)).text();
}

async function figuresOf(installation: Installation): Promise<unknown> {
  const [responses] = await installation.rows(
    `SELECT count(*)::int AS n, md5(string_agg(id::text || answers::text, ',' ORDER BY id)) AS sum FROM ballot.response`,
  );
  const closed = await installation.rows(
    `SELECT close_reason, count(*)::int AS n FROM register.invitation GROUP BY 1 ORDER BY 1`,
  );
  return { responses, closed };
}

/** Resolves to the tokens of the slips. */
async function register(
  { url }: Installation,
  rows: readonly Partial<ReturnType<typeof completedDossier>>[],
): Promise<readonly string[]> {
  const httpResponse = await fetch(`${url}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows.map((row) => ({ ...completedDossier(), ...row }))),
  });
  const { results } = (await httpResponse.json()) as { readonly results: readonly { links?: { web: string } }[] };
  return results.map(({ links }) => links?.web.split('/').at(-1) ?? '');
}

/** Strangers who write to the bot as fast as they are acknowledged. */
function startLoad({ url }: Installation) {
  const stopping = new AbortController();
  const acknowledged: number[] = [];
  let last = 0;

  async function write(): Promise<void> {
    while (!stopping.signal.aborted) {
      const id = 900_000_000 + (last += 1);
      const person = 70_000_000 + (id % 500);
      const { status } = await fetch(`${url}/webhooks/telegram`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
        body: JSON.stringify({
          update_id: id,
          message: {
            message_id: last,
            date: Math.floor(Date.now() / 1_000),
            from: { id: person, is_bot: false, first_name: 'Minh' },
            chat: { id: person, type: 'private', first_name: 'Minh' },
            text: 'xin chào',
          },
        }),
      });
      if (status === 200) acknowledged.push(id);
    }
  }

  const writing = Promise.all(Array.from({ length: 4 }, write));
  return {
    acknowledged: (): readonly number[] => [...acknowledged],
    async stop() {
      stopping.abort();
      await writing;
    },
  };
}
