import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InboundEvent } from '../../src/domain/inbound.ts';
import { showSurvey } from '../../src/service/show-survey.ts';
import { createWebWorld, NOW, type WebWorld } from '../support/web-world.ts';

let world: WebWorld;
let chats = 0;

beforeAll(async () => {
  world = await createWebWorld();
});

afterEach(() => world.setNow(NOW.toISOString()));

afterAll(() => world.close());

const tokenOf = (path: string) => path.slice('/s/'.length);

async function kindFor(path: string, device: string | null = null): Promise<string> {
  return (await showSurvey(world.parts, { token: tokenOf(path), device, locale: null })).kind;
}

/** A chat on Telegram that does these things in turn. */
async function chat(...events: readonly InboundEvent[]): Promise<void> {
  chats += 1;
  for (const event of events) {
    const receivedAt = NOW.toISOString();
    const update = {
      updateId: randomUUID(),
      address: String(chats),
      device: null,
      locale: 'vi',
      receivedAt,
      event,
    } as const;
    await world.inbox.accept({ channel: 'telegram', account: 'bot', ...update });
  }
}

const say = (text: string): InboundEvent => ({ kind: 'text', text });

describe('src/service/show-survey.ts', () => {
  it('shows nothing of a slip that a chat holds', async () => {
    const { path } = await world.register({});
    await chat({ kind: 'start', token: tokenOf(path) });
    expect(await kindFor(path)).toBe('held-elsewhere');
    expect(await kindFor(path, randomUUID())).toBe('held-elsewhere');
  });

  it('lets a slip be opened while the chat that was written to has not begun', async () => {
    const { path } = await world.register({ phone: '0912345601' });
    await chat({ kind: 'contact', phone: '+84912345601', own: true, vouched: true });
    expect(await kindFor(path)).toBe('asking');
  });

  it('shows nothing once that chat has begun, or has finished or refused', async () => {
    const { path } = await world.register({ phone: '0912345602' });
    await chat({ kind: 'contact', phone: '+84912345602', own: true, vouched: true }, say('có'));
    expect(await kindFor(path)).toBe('held-elsewhere');
    const refused = await world.register({ phone: '0912345603' });
    await chat({ kind: 'contact', phone: '+84912345603', own: true, vouched: true }, say('dừng'));
    expect(await kindFor(refused.path)).toBe('held-elsewhere');
  });

  it('says that it is closed when the seven days are over, however it ended', async () => {
    const { path } = await world.register({ phone: '0912345604' });
    await chat({ kind: 'contact', phone: '+84912345604', own: true, vouched: true }, say('dừng'));
    world.setNow('2026-10-20T09:00:00+07:00');
    expect(await kindFor(path)).toBe('closed');
  });

  it('says so at once when nobody is asked', async () => {
    expect(await kindFor((await world.register({ applicant: 'organisation' })).path)).toBe('closed');
  });

  it('tells who, which file and which code, and never an answer', async () => {
    const { path, shortCode } = await world.register({ outcome: 'refused', lateReason: 'x' });
    const view = await showSurvey(world.parts, { token: tokenOf(path), device: null, locale: 'en' });
    expect(view).toMatchObject({
      kind: 'asking',
      asks: 'invite',
      position: null,
      total: 5,
      locale: 'en',
      delivered: false,
    });
    expect(view).toMatchObject({
      facts: { shortCode, unitName: 'UBND phường Mẫu Một (minh họa)', outcome: 'refused', closesOn: '2026-10-15' },
    });
    expect(JSON.stringify(view)).not.toMatch(/"answers"|"draft"/);
  });
});
