import { UnrecoverableError, WaitingError } from 'bullmq';
import type { Log } from '../lib/log.ts';
import type { Tracing } from '../lib/trace.ts';
import { within } from '../lib/work-context.ts';
import type { AnyJob, Processor } from './broker.ts';
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
  tracing: Tracing | null = null,
): Processor {
  const run: Processor = async (job, token) => {
    try {
      const data = parseData(name, job.name, job.data);
      await traced(tracing, job, data, () => task({ id: job.id ?? '', data, startedAt: job.processedOn ?? 0 }));
    } catch (error) {
      if (error instanceof PutBackError) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const code = failureCode(error);
      log.error({ queue: job.queueName, name: job.name, code, error }, 'a job failed');
      throw code === 'malformed' || code === 'unknown-job' ? new UnrecoverableError(code) : new Error(code);
    }
  };
  return (job, token) => within({ job: job.id }, () => run(job, token));
}

/** A span that goes on with the traces that brought the job. */
async function traced(
  tracing: Tracing | null,
  { name, queueName, id = '' }: AnyJob,
  data: object,
  work: () => Promise<void>,
): Promise<void> {
  if (tracing === null) return work();
  const attributes = { 'messaging.destination.name': queueName, 'messaging.message.id': id };
  const causes = 'traces' in data && Array.isArray(data.traces) ? data.traces.map(String) : [];
  const trace = tracing.start({ name: `job ${name}`, kind: 'consumer', attributes, causes });
  try {
    await within({ trace }, work);
  } catch (error) {
    trace.fail(error);
    throw error;
  } finally {
    trace.end();
  }
}

function parseData<Name extends JobName>(name: Name, found: string, data: unknown): JobData<Name> {
  if (found !== name) throw new UnknownJobError('A queue holds a job that is not its own.');
  return JOBS[name].parse(data) as JobData<Name>;
}

class UnknownJobError extends Error {
  readonly code = 'unknown-job';
}
