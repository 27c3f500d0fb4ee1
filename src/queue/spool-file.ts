import { JOBS, type JobData } from './jobs.ts';

export type SpooledJob = JobData<'update.process'>;

/** Which shard a file belongs to, and its place in it. */
export interface SpoolName {
  readonly file: string;
  readonly shard: number;
  readonly sequence: number;
}

/** Sixteen digits hold microseconds of this century, and sort as text. */
const NAME = /^(\d{3})-(\d{16})-[0-9a-f]{8}\.spool$/;

export function spoolName(shard: number, sequence: number, nonce: string): SpoolName {
  const file = `${String(shard).padStart(3, '0')}-${String(sequence).padStart(16, '0')}-${nonce}.spool`;
  return { file, shard, sequence };
}

/** Null for anything that is no finished file of a spool. */
export function readSpoolName(file: string): SpoolName | null {
  const [, shard, sequence] = NAME.exec(file) ?? [];
  return shard === undefined ? null : { file, shard: Number(shard), sequence: Number(sequence) };
}

export function byPlace(a: SpoolName, b: SpoolName): number {
  return a.shard - b.shard || a.sequence - b.sequence;
}

export function encodeSpooled(job: SpooledJob): string {
  return JSON.stringify(job);
}

/** @throws when a byte of it is not as it was written: what is sealed carries its own proof. */
export function decodeSpooled(text: string, open: (sealed: string) => string): SpooledJob {
  const job = JOBS['update.process'].parse(JSON.parse(text));
  open(job.sealed);
  return job;
}
