import { describe, expect, it } from 'vitest';
import { enforceRetention } from '../../src/service/enforce-retention.ts';

describe('service/enforce-retention', () => {
  it('lets no kind wait for another that fails, and says in the end what failed', async () => {
    const done: string[] = [];
    const forget = (kind: string) => async () => done.push(kind);
    const fails = async () => {
      throw new Error('too slow');
    };
    const turn = enforceRetention({
      attempts: { forget: fails },
      deadUpdates: { forget: forget('set aside') },
      privacy: {
        forgetContacts: forget('contacts'),
        forgetIntakes: forget('intakes'),
        forgetChats: fails,
        forgetComments: forget('comments'),
        traces: fails,
        withdraw: fails,
        erase: fails,
        readers: fails,
      },
      clock: { now: () => new Date('2026-11-24T02:00:00Z') },
      zone: 'Asia/Ho_Chi_Minh',
    });
    await expect(turn).rejects.toThrow('too slow');
    expect(done).toEqual(['set aside', 'contacts', 'intakes', 'comments']);
  });
});
