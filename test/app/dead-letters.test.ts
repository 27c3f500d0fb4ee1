import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/domain/inbound.ts';
import { CodedError } from '../../src/lib/coded-error.ts';
import { setAsideUpdate } from '../../src/service/set-aside-update.ts';
import { startService, type TestService } from '../support/service.ts';
import type { Person } from '../support/telegram/person.ts';
import { runMain } from './support/spawn-service.ts';

describe('app/dead-letters', { timeout: 60_000 }, () => {
  let service: TestService;
  let chats = 0;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  function dead(...args: readonly string[]) {
    return runMain(['queue', 'dead', ...args], service.env);
  }

  /** A citizen's opt-out that failed for a fault of ours; resolves to what the list says of it. */
  async function setAside(): Promise<{ readonly person: Person; readonly id: string; readonly line: string }> {
    chats += 1;
    const person = service.telegram.person(9_000_000 + chats);
    const update: Inbound = {
      channel: 'telegram',
      account: service.parts.telegram?.account ?? '',
      updateId: `poison-${chats}`,
      address: String(person.id),
      device: null,
      locale: 'vi',
      receivedAt: new Date().toISOString(),
      event: { kind: 'text', text: 'DỪNG' },
    };
    person.standing = 'started';
    await setAsideUpdate(service.parts, update, new CodedError('division-by-zero', 'A fault of ours.'));
    const [found] = await service.stores.deadUpdates.list(1);
    const line = (await dead('list')).output.split('\n').find((each) => each.includes(found?.id ?? '-'));
    return { person, id: found?.id ?? '', line: line ?? '' };
  }

  it('lists where, id, name, failure and time of an update that was set aside, and nothing it says', async () => {
    const { id, line, person } = await setAside();
    expect(line).toMatch(
      new RegExp(`^set-aside  ${id}  telegram  division-by-zero  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$`),
    );
    expect(line).not.toMatch(new RegExp(`${person.id}|DỪNG`));
  });

  it('lets it take effect when it is retried, and forgets it', async () => {
    const { id, person } = await setAside();
    expect(await dead('retry', 'set-aside', id)).toEqual({ code: 0, output: 'done\n' });
    await person.until(() => /ngừng/.test(person.lastMessage?.text ?? ''), 20_000);
    expect((await dead('list')).output).not.toContain(id);
    expect(await dead('retry', 'set-aside', id)).toEqual({ code: 1, output: 'there is no such dead letter\n' });
  });

  it('drops it unread when told to', async () => {
    const { id, person } = await setAside();
    expect(await dead('drop', 'set-aside', id)).toEqual({ code: 0, output: 'done\n' });
    expect(await dead('drop', 'set-aside', id)).toMatchObject({ code: 1 });
    expect(person.chat).toEqual([]);
  });

  it('knows no dead letter in a queue that does not exist, or by a foreign id', async () => {
    expect(await dead('retry', 'nowhere', '1')).toMatchObject({ code: 1 });
    expect(await dead('retry', 'set-aside', 'not-an-id')).toMatchObject({ code: 1 });
    expect(await dead('bury')).toMatchObject({ code: 1, output: expect.stringMatching(/usage: .*dead list/) });
  });
});
