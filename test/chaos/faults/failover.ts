import type { Fault } from '../fault.ts';
import type { ReplicatedPostgres } from '../replicated-postgres.ts';

export function databaseFailover(pair: ReplicatedPostgres): Fault {
  return { name: 'PostgreSQL fails over to its standby', strike: () => pair.failOver() };
}
