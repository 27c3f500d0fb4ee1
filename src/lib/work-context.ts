import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trace } from './trace.ts';

/** What the work under way belongs to: random ids, which every line of the log carries. */
export interface WorkContext {
  readonly request?: string | undefined;
  /** Requests whose updates one job carries. */
  readonly requests?: readonly string[] | undefined;
  readonly job?: string | undefined;
  /** Only while traces are kept. */
  readonly trace?: Trace | undefined;
}

const storage = new AsyncLocalStorage<WorkContext>();
const NOTHING: WorkContext = {};

export function currentWork(): WorkContext {
  return storage.getStore() ?? NOTHING;
}

/** Runs `work`, and all that it sets off, as a part of what is under way already. */
export function within<Result>(context: WorkContext, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...context }, work);
}

/** Runs `work` as no part of what is under way: it serves others too. */
export function apart<Result>(work: () => Result): Result {
  return storage.run(NOTHING, work);
}

/** As a span of the trace under way, if there is one. */
export async function inSpan<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const outer = currentWork().trace;
  if (outer === undefined) return work();
  const trace = outer.child(name);
  try {
    return await within({ trace }, work);
  } catch (error) {
    trace.fail(error);
    throw error;
  } finally {
    trace.end();
  }
}

/** What a line of the log says of it. */
export function idsOfWork(): object {
  const { request, requests, job } = currentWork();
  return {
    ...(request === undefined ? {} : { request }),
    ...(requests === undefined || requests.length === 0 ? {} : { requests }),
    ...(job === undefined ? {} : { job }),
  };
}
