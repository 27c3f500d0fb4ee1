import { USUAL_DOSSIER } from '../../support/usual-dossier.ts';
import { registerDossiers } from '../../../src/service/register-dossiers.ts';
import type { RunningConsole } from './start-console.ts';

/** How far a unit's invitations got; each number includes those after it. */
export interface Progress {
  readonly completed: number;
  readonly invited: number;
  readonly delivered: number;
  readonly started: number;
  readonly finished: number;
}

const PROCEDURES = ['1.001193', '2.000815', '1.004873', '1.000894'];

/** Registers dossiers through the use case, then moves their invitations on as time would. */
export async function fillUnit(
  { shared, execute }: RunningConsole,
  unit: string,
  month: string,
  progress: Progress,
): Promise<void> {
  const day = `${month}-03`;
  const rows = Array.from({ length: progress.completed }, (_, i) => ({
    code: `H26.99.${unit.slice(3)}-${day.slice(2).replaceAll('-', '')}-${String(i + 1).padStart(4, '0')}`,
    unit,
    procedure: PROCEDURES[i % PROCEDURES.length] ?? '1.001193',
    filedVia: i % 3 === 0 ? ('counter' as const) : ('online' as const),
    receivedAt: new Date(`${day}T01:00:00Z`),
    dueAt: new Date(`${day}T10:00:00Z`),
    completedAt: new Date(`${day}T04:00:00Z`),
    phone: null,
    ...USUAL_DOSSIER,
    applicant: i % 25 === 24 ? ('organisation' as const) : ('person' as const),
  }));
  await registerDossiers(shared, { rows, actor: 'test', scope: null, dryRun: false });
  await execute(MOVE, [unit, `${month}-01`, progress.invited, progress.delivered, progress.started, progress.finished]);
}

const MOVE = `
  UPDATE register.invitation i SET
    invited_at = CASE WHEN n <= $3 THEN now() END,
    delivered_at = CASE WHEN n <= $4 THEN now() END,
    started_on = CASE WHEN n <= $5 THEN current_date END,
    status = CASE WHEN n <= $6 THEN 'closed' WHEN n <= $3 THEN 'sent' ELSE i.status END,
    close_reason = CASE WHEN n <= $6 THEN 'finished' END
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM register.invitation
        WHERE unit_code = $1 AND completed_month = $2::date AND exclusion IS NULL) ranked
  WHERE ranked.id = i.id`;

/** A published cell: n1 to n5, not applicable, skipped, by question. */
export async function publish(
  { execute }: RunningConsole,
  unit: string,
  month: string,
  responses: number,
  counts: object,
  survey = 'sipas-b-1',
): Promise<void> {
  await execute(
    `INSERT INTO ballot.published_cell (survey_id, unit_code, month, dimension, value, responses, counts, published_on)
     VALUES ($5, $1, $2::date, 'all', 'all', $3, $4::jsonb, $2::date)`,
    [unit, `${month}-01`, responses, JSON.stringify(counts), survey],
  );
}

export const COUNTS = {
  q1: [0, 1, 4, 20, 15, 0, 0],
  q2: [1, 2, 5, 22, 10, 0, 0],
  q3: [0, 1, 3, 16, 20, 0, 0],
  q4: [2, 2, 4, 18, 14, 0, 0],
  q5: [1, 1, 4, 3, 1, 30, 0],
};

/** Twenty ratings, four of them with nothing else. */
export const STARS = { overall: [1, 1, 2, 6, 10, 0, 0], alone: [0, 0, 0, 0, 0, 4, 0] };
