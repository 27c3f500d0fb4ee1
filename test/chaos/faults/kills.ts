import { pick } from '../../support/random.ts';
import type { Fault } from '../fault.ts';

/** `kill -9`, at a random moment: what is killed is started again by whoever looks after it. */
export const KILLS: readonly Fault[] = [
  { name: 'kill -9 web', strike: async ({ webs }, random) => pick(random, webs).kill() },
  { name: 'kill -9 worker', strike: async ({ workers }, random) => pick(random, workers).kill() },
  { name: 'kill -9 Redis', strike: async ({ redis }) => redis.kill() },
  { name: 'kill -9 PostgreSQL', strike: async ({ postgres }) => postgres.kill() },
  {
    name: 'kill -9 of all at once',
    strike: async ({ webs, workers, redis, postgres }) => {
      await Promise.all([...webs, ...workers, redis, postgres].map((part) => part.kill()));
    },
  },
  {
    name: 'rolling restart',
    async strike({ webs, workers }) {
      for (const part of [...webs, ...workers]) {
        await part.stop();
        await part.start();
      }
    },
  },
];
