import type { Fleet } from './fleet.ts';

/** What is told of each chat, newest last. */
const SHOWN = 4;
const SHOWN_CHARS = 40;
const METRICS = /^hai_long_(?:queue_jobs|spool|dead|lane_paused|unsent|inbox_oldest|sweep_found)/;

/** How things stand in a fleet that did not serve somebody, as JSON lines: its citizens are made up. */
export async function evidenceOf(fleet: Fleet): Promise<readonly string[]> {
  const found = await Promise.all([messagesOf(fleet), surveysOf(fleet), metricsOf(fleet)].map(orFailure));
  return [...found.flat(), ...chatsOf(fleet)].map((line) => JSON.stringify(line));
}

function orFailure(looking: Promise<readonly object[]>): Promise<readonly object[]> {
  return looking.catch((error: unknown) => [{ what: 'nothing', error: String(error) }]);
}

/** Of ours, all that are not out. */
function messagesOf(fleet: Fleet): Promise<readonly object[]> {
  return fleet.rows(`
    SELECT 'message' AS what, m.id, m.chat_id, m.position, m.status, m.lane, m.purpose, m.attempts, m.failure,
      m.created_at, m.not_before, m.held_until, m.claimed_at
    FROM register.message m WHERE m.status <> 'sent' ORDER BY m.position`);
}

function surveysOf(fleet: Fleet): Promise<readonly object[]> {
  return fleet.rows(`
    SELECT 'survey' AS what, i.id, i.chat_id, i.status, i.exclusion, f.invitation_id IS NOT NULL AS has_draft
    FROM register.invitation i LEFT JOIN register.draft f ON f.invitation_id = i.id WHERE i.status <> 'closed'`);
}

async function metricsOf({ webs, workers }: Fleet): Promise<readonly object[]> {
  const asked = [...webs, ...workers].map(async ({ name, url }) => {
    const httpResponse = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) });
    const lines = (await httpResponse.text()).split('\n').filter((line) => METRICS.test(line) && !line.endsWith(' 0'));
    return { what: 'metrics', name, lines };
  });
  return Promise.all(asked);
}

/** What each citizen sees, and what the platform still holds for us or has given up. */
function chatsOf({ telegram }: Fleet): readonly object[] {
  const { updates } = telegram;
  const seen = telegram.people().map(({ id, chat }) => ({
    what: 'chat',
    id,
    newest: chat
      .slice(-SHOWN)
      .map(({ from, text, sentAt, editedAt }) => ({ from, text: text.slice(0, SHOWN_CHARS), sentAt, editedAt })),
  }));
  return [...seen, { what: 'platform', pending: updates.list().length, lapsed: updates.lapsed().length }];
}
