import { Queue, Worker, type BackendFactory, type IQueueBackend, type Job, type JobProgress } from 'bullmq';
import type { Together } from './departures.ts';
import type { FaultLog } from './fault-log.ts';

export type AnyJob = Job<unknown, void, string>;
export type JobQueue = Queue<unknown, void, string, unknown, void, string, IQueueBackend, object>;
export type JobWorker = Worker<unknown, void, string, IQueueBackend, JobProgress, object>;
export type Processor = (job: AnyJob, token?: string) => Promise<void>;

export interface WorkerTuning {
  readonly concurrency: number;
  /** Jobs a time span; needed for `rateLimit` to hold the queue at all, hence never absent on lanes that pause. */
  readonly limiter?: { readonly max: number; readonly duration: number };
}

/** One open backend: the same queues and workers whatever lies below. */
export interface Broker {
  queue(name: string): JobQueue;
  worker(name: string, processor: Processor, tuning: WorkerTuning): JobWorker;
  /** Rejects while the backend is away. */
  ping(): Promise<void>;
  /** Resolves when what `write` adds to this queue would outlive the server that took it, where there is another. */
  replicated<Result>(name: string, write: () => Promise<Result>): Promise<Result>;
  /** What `begin` begins to add is written to the backend in one piece, where that can be. */
  readonly together: Together;
  /** Rewrites what the backend's log still holds of finished jobs. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

/** What a backend brings; producers fail fast, consumers wait for a lost connection to come back. */
export interface Link {
  readonly producer: BackendFactory<IQueueBackend, object>;
  readonly consumer: BackendFactory<IQueueBackend, object>;
  prefixOf(name: string): string;
  ping(): Promise<void>;
  replicated<Result>(name: string, write: () => Promise<Result>): Promise<Result>;
  readonly together: Together;
  compact(): Promise<void>;
  close(): Promise<void>;
}

/** How soon the job of a killed process is taken over: lock plus two checks. */
const LOCK_MS = 6_000;
const STALLED_CHECK_MS = 2_000;
/** A job that took its process down this often goes to the dead list. */
const MAX_STALLED = 20;

export function makeBroker(link: Link, faults: FaultLog): Broker {
  const queues = new Map<string, JobQueue>();

  function openQueue(name: string): JobQueue {
    const options = { connection: {}, prefix: link.prefixOf(name), streams: { events: { maxLen: 100 } } };
    const queue: JobQueue = new Queue(name, options, link.producer);
    queue.on('error', faults);
    queues.set(name, queue);
    return queue;
  }

  return {
    queue: (name) => queues.get(name) ?? openQueue(name),
    worker(name, processor, tuning) {
      const worker: JobWorker = new Worker(
        name,
        processor,
        {
          connection: {},
          prefix: link.prefixOf(name),
          lockDuration: LOCK_MS,
          stalledInterval: STALLED_CHECK_MS,
          maxStalledCount: MAX_STALLED,
          runRetryDelay: 1_000,
          ...tuning,
        },
        link.consumer,
      );
      worker.on('error', faults);
      return worker;
    },
    ping: () => link.ping(),
    replicated: (name, write) => link.replicated(name, write),
    together: link.together,
    compact: () => link.compact(),
    async close() {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await link.close();
    },
  };
}
