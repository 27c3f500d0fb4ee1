import { z } from 'zod';
import type { ChannelName } from '../domain/invitation.ts';
import type { Lane } from '../domain/message.ts';
import { retentionMs } from '../domain/retention.ts';

/** Every kind of job and what it carries. Data is parsed again by the worker: what lies in a queue is outside. */
export const JOBS = {
  /** A sealed JSON array of updates, in order; with the requests that brought them and, if kept, their traces. */
  'update.process': z.strictObject({
    sealed: z.string().min(1),
    count: z.int().positive(),
    requests: z.array(z.string().max(64).nullable()).optional(),
    traces: z.array(z.string().max(64)).optional(),
  }),
  'message.deliver': z.strictObject({
    ids: z.array(z.uuid()).min(1).max(100),
    traces: z.array(z.string().max(64)).optional(),
  }),
  'timer.run': z.strictObject({ timer: z.string().min(1) }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobData<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;

export type QueueSpec =
  | { readonly kind: 'inbox'; readonly name: string; readonly job: 'update.process' }
  | {
      readonly kind: 'outbox';
      readonly name: string;
      readonly job: 'message.deliver';
      readonly channel: ChannelName;
      readonly lane: Lane;
    }
  | { readonly kind: 'timer'; readonly name: string; readonly job: 'timer.run' };

/** Which queues there are. `shards` must be the same in all processes and change only while the inbox is empty. */
export interface Layout {
  readonly shards: number;
  readonly channels: readonly ChannelName[];
}

export const DEFAULT_SHARDS = 4;
/** Channels that send; the web page answers by itself. */
export const SENDING_CHANNELS: readonly ChannelName[] = ['telegram', 'zalo'];

const LANES: readonly Lane[] = ['reply', 'bulk'];

export const TIMER_QUEUE = 'timer';

export function inboxQueue(shard: number): string {
  return `inbox-${shard}`;
}

export function outboxQueue(channel: ChannelName, lane: Lane): string {
  return `${lane}-${channel}`;
}

/** The queues of a layout; each is consumed by the worker of its kind. */
export function queuesOf(layout: Layout): readonly QueueSpec[] {
  const shards = Array.from({ length: layout.shards }, (_, shard) => inboxQueue(shard));
  return [
    ...shards.map((name) => ({ kind: 'inbox', name, job: 'update.process' }) as const),
    ...layout.channels.flatMap((channel) =>
      LANES.map(
        (lane) =>
          ({ kind: 'outbox', name: outboxQueue(channel, lane), job: 'message.deliver', channel, lane }) as const,
      ),
    ),
    { kind: 'timer', name: TIMER_QUEUE, job: 'timer.run' },
  ];
}

/** Dead jobs go within a day; finished ones at once; no stack is kept, for stacks may quote data. */
export const JOB_OPTIONS = {
  removeOnComplete: true,
  // In seconds.
  removeOnFail: { age: retentionMs('job') / 1_000 },
  stackTraceLimit: 0,
} as const;
