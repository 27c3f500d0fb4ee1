import { describe, expect, it } from 'vitest';
import { complaintsIn } from './calm.ts';

const CALM = [
  'hai_long_inbox_oldest_seconds 0',
  'hai_long_unsent_oldest_seconds{channel="telegram",lane="reply"} 0',
  'hai_long_lane_paused_seconds{channel="telegram",lane="bulk"} 0',
  'hai_long_dead_jobs{queue="inbox-0"} 0',
  'hai_long_dead_updates 0',
  'hai_long_spool_files 0',
  'hai_long_queue_jobs{queue="timers",state="delayed"} 19',
];

describe('chaos/calm', () => {
  it('finds nothing where every gauge of a promise is back at 0', () => {
    expect(complaintsIn(CALM)).toEqual([]);
  });

  it.each(CALM.slice(0, 6))('finds that %s has risen', (line) => {
    const risen = line.replace(/0$/, '30');
    expect(complaintsIn(CALM.map((each) => (each === line ? risen : each)))).toEqual([risen]);
  });

  it.each(CALM.slice(0, 5))('finds that nobody tells %s', (line) => {
    const name = /^\w+/.exec(line)?.[0] ?? '';
    expect(complaintsIn(CALM.filter((each) => each !== line))).toEqual([`${name} is not told`]);
  });
});
