import { UnrecoverableError, WaitingError } from 'bullmq';
import type { Log } from '../lib/log.ts';
import type { Processor } from './broker.ts';
import { failureCode } from './failure.ts';
import { JOBS, type JobData, type JobName } from './jobs.ts';
import { PutBackError } from './until-available.ts';

export interface RunningJob<Name extends JobName> {
  readonly id: string;
  readonly data: JobData<Name>;
  readonly startedAt: number;
}

/**
 * Wraps a task for the one job name its queue carries: parses the data, keeps messages and stacks of errors out of
 * the queue (`failedReason` is a code), and gives the job back in its place when the process closes.
 */
export function runJobs<Name extends JobName>(
  name: Name,
  log: Log,
  task: (job: RunningJob<Name>) => Promise<void>,
): Processor {
  return async (job, token) => {
    try {
      const data = parseData(name, job.name, job.data);
      await task({ id: job.id ?? '', data, startedAt: job.processedOn ?? 0 });
    } catch (error) {
      if (error instanceof PutBackError) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const code = failureCode(error);
      log.error({ queue: job.queueName, job: job.id, name: job.name, code, error }, 'a job failed');
      throw code === 'malformed' || code === 'unknown-job' ? new UnrecoverableError(code) : new Error(code);
    }
  };
}

function parseData<Name extends JobName>(name: Name, found: string, data: unknown): JobData<Name> {
  if (found !== name) throw new UnknownJobError('A queue holds a job that is not its own.');
  return JOBS[name].parse(data) as JobData<Name>;
}

class UnknownJobError extends Error {
  readonly code = 'unknown-job';
}
