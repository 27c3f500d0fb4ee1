import type { Registry } from 'prom-client';
import { counter, histogram } from '../../lib/metrics.ts';
import type { Channel } from '../../service/ports.ts';
import type { DeliverParts } from '../../service/deliver-messages.ts';
import type { Timer } from '../../queue/timers.ts';

/** What a worker counts while it works. */
export interface WorkMeter {
  /** The same work, whose runs are timed under this name. */
  timed<Args extends readonly unknown[]>(
    job: string,
    work: (...args: Args) => Promise<void>,
  ): (...args: Args) => Promise<void>;
  timedTimer(timer: Timer): Timer;
  timedChannel(channel: Channel): Channel;
  /** An attempt to send, whatever came of it. */
  readonly tally: DeliverParts['tally'];
  /** A sweep repaired so many: more than none means that something had gone wrong before. */
  swept(sweep: string, count: number): void;
  processed(count: number): void;
  setAside(): void;
}

const JOB_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const SEND_SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function measureWork(metrics: Registry): WorkMeter {
  const jobs = histogram(metrics, 'hai_long_job_seconds', 'Work by job and outcome', ['job', 'outcome'], JOB_SECONDS);
  const sends = histogram(metrics, 'hai_long_send_seconds', 'Calls to send a message', ['channel'], SEND_SECONDS);
  const messages = counter(metrics, 'hai_long_messages_total', 'Attempts to send by what became of the message', [
    'channel',
    'lane',
    'outcome',
  ]);
  const swept = counter(metrics, 'hai_long_sweep_found_total', 'What sweeps found left behind', ['sweep']);
  const processed = counter(metrics, 'hai_long_updates_processed_total', 'Updates that took effect', []);
  const aside = counter(metrics, 'hai_long_updates_set_aside_total', 'Updates that failed by themselves', []);

  function timed<Args extends readonly unknown[]>(job: string, work: (...args: Args) => Promise<void>) {
    return async (...args: Args): Promise<void> => {
      const end = jobs.startTimer({ job });
      try {
        await work(...args);
        end({ outcome: 'done' });
      } catch (error) {
        end({ outcome: 'failed' });
        throw error;
      }
    };
  }

  return {
    timed,
    timedTimer: (timer) => ({ ...timer, run: timed(timer.name, timer.run) }),
    timedChannel: (channel) => ({
      name: channel.name,
      get account() {
        return channel.account;
      },
      linkFor: (token) => channel.linkFor(token),
      async send(address, body) {
        const end = sends.startTimer({ channel: channel.name });
        try {
          return await channel.send(address, body);
        } finally {
          end();
        }
      },
    }),
    tally: ({ channel, lane, record }) =>
      messages.inc({ channel, lane, outcome: record.kind === 'said' ? 'sent' : record.kind }),
    swept: (sweep, count) => swept.inc({ sweep }, count),
    processed: (count) => processed.inc(count),
    setAside: () => aside.inc(),
  };
}
