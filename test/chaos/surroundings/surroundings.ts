import type { Env } from '../../support/main-process.ts';

export type Closer = () => Promise<void>;

/** What a fleet stands in, so that something of it can be harmed: a small disk, a clock of its own, a network of its own. */
export interface Surroundings {
  /** Makes it; returns how to unmake it. */
  prepare(folder: string): Promise<readonly Closer[]>;
  environment(service: string, env: Env): Promise<Env>;
  /** A program, with arguments, that runs the service. */
  prefix(service: string): readonly string[];
  /** Where the service listens. */
  hostOf(service: string): string;
}

export const PLAIN: Surroundings = {
  prepare: async () => [],
  environment: async (_, env) => env,
  prefix: () => [],
  hostOf: () => '127.0.0.1',
};
