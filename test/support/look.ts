import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { TestService } from './service.ts';

/** Waits until a condition holds; fails with what was waited for. */
export async function until(holds: () => Promise<boolean>, what: string, budgetMs = 20_000): Promise<void> {
  const deadline = Date.now() + budgetMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await sleep(25);
  }
}

export async function invitationOf(service: TestService, code: string): Promise<Invitation | null> {
  return (await service.parts.dossiers.find(code))?.invitation ?? null;
}

/** Rows of a query as the owner of the database, who sees both sides. */
export async function query<Row extends object>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

export async function releasedResponses(service: TestService): Promise<number> {
  const rows = await query<{ n: string }>(service.database.url, 'SELECT count(*) AS n FROM ballot.response');
  return Number(rows[0]?.n);
}
