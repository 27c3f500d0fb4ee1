import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyCommand, listKeysCommand } from '../../src/app/key-commands.ts';
import type { CommandScene } from '../../src/app/queue-command.ts';
import {
  addWebhookCommand,
  enableWebhookCommand,
  listWebhooksCommand,
  removeWebhookCommand,
} from '../../src/app/webhook-commands.ts';
import { Closers } from '../../src/app/closers.ts';
import { readConfig } from '../../src/config.ts';
import { logToRun } from '../support/run-log.ts';
import { createWebWorld, type WebWorld } from '../support/web-world.ts';

let world: WebWorld;
let scene: CommandScene;
let printed = '';

beforeAll(async () => {
  world = await createWebWorld();
  const config = readConfig({ WEBHOOK_PRIVATE_HOSTS: 'mot-cua.lan' });
  const { vault } = world.parts;
  const closers = new Closers();
  scene = { config, stores: world.parts, databaseUrl: world.url, vault, ring: null, closers, log: logToRun() };
});

afterAll(() => world.close());

beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => void vi.restoreAllMocks());

async function outputOf(run: Promise<number>): Promise<string> {
  expect(await run).toBe(0);
  const output = printed;
  printed = '';
  return output;
}

describe('src/app/webhook-commands.ts', () => {
  it('adds, lists, enables and removes; the secret is seen once and stored sealed', async () => {
    const added = await outputOf(addWebhookCommand(scene, ['http://mot-cua.lan/hooks', '--unit', '99001']));
    const [id = '', secret = ''] = added.split('\n');
    expect(secret).toMatch(/^whsec_/);
    const listed = await outputOf(listWebhooksCommand(scene));
    expect(listed).toBe(`${id}  99001  active  http://mot-cua.lan/hooks\n`);
    const [stored] = await world.parts.webhooks.all();
    expect(stored?.secretSealed.includes(secret.slice('whsec_'.length))).toBe(false);
    expect(world.parts.vault.open('webhook', id, stored?.secretSealed ?? Buffer.alloc(0)).toString()).toBe(secret);
    expect(await outputOf(enableWebhookCommand(scene, [id]))).toBe('enabled\n');
    expect(await outputOf(removeWebhookCommand(scene, [id]))).toBe('removed\n');
    await expect(removeWebhookCommand(scene, [id])).rejects.toMatchObject({ code: 'webhook-unknown' });
    await expect(enableWebhookCommand(scene, ['x'])).rejects.toMatchObject({ code: 'webhook-unknown' });
    const entries = await world.parts.database.console.auditEntry.findMany({ where: { subject: id } });
    expect(entries.map(({ action }) => action)).toEqual(['webhook.added', 'webhook.enabled', 'webhook.removed']);
  });

  it.each([
    [[], 'usage'],
    [['https://example.vn/', '--unit'], 'usage'],
    [['https://example.vn/', '99001'], 'usage'],
    [['https://example.vn/', '--unit', '12345'], 'unit-unknown'],
    [['http://example.vn/'], 'url-insecure'],
    [['https://127.0.0.1/'], 'url-private'],
    [['example.vn'], 'url-malformed'],
  ])('refuses %j', async (args, code) => {
    await expect(addWebhookCommand(scene, args)).rejects.toMatchObject({ code });
  });
});

describe('src/app/key-commands.ts', () => {
  it('makes test keys that can be told from others', async () => {
    expect(await outputOf(createKeyCommand(scene, ['one-stop', '--test', '99001']))).toMatch(/^hl_test_/);
    expect(await outputOf(createKeyCommand(scene, ['one-stop']))).not.toMatch(/^hl_test_/);
    const listed = await outputOf(listKeysCommand(scene));
    expect(listed).toMatch(/99001 {2}active test {2}one-stop\n/);
    expect(listed).toMatch(/all {2}active {2}one-stop\n/);
  });
});
