import { randomInt } from 'node:crypto';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_KEY } from '../../support/fixed-secrets.ts';
import { until } from '../../support/look.ts';
import { seeded, type Random } from '../../support/random.ts';
import { completedDossier, type ApiResult, type DossierBody } from '../../support/dossier-body.ts';
import type { FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import type { Installation } from './installation.ts';
import { Respondent, STEPS } from './respondent.ts';

const FIRST_CHAT = 8_000_001;
const REGISTER_MS = 60_000;
const INVITE = /có thể trả lời hoặc không/;

interface CrowdParts {
  readonly telegram: FakeTelegram;
  readonly installation: Pick<Installation, 'url' | 'rows'>;
  readonly size: number;
  /** Crowds beside one another have ranges of chats of their own. */
  readonly firstChat?: number;
  /** How long a citizen goes on; outages that last longer take more. */
  readonly budgetMs?: number;
  /** Resolves when the service can be reached. */
  readonly up: () => Promise<unknown>;
  readonly random: Random;
}

interface Outcome {
  /** The first four scores of each response, sorted. */
  readonly scores: readonly string[];
  readonly finished: number;
  readonly setAside: number;
  readonly unsealed: number;
  readonly invitedTwice: readonly number[];
  readonly violations: readonly string[];
}

/** Every survey is stored, once, as it was answered; nobody was invited twice; nothing lies about. */
export function wholeOutcome(size: number): Outcome {
  const scores = Array.from({ length: size }, (_, i) => scoresOf(i).join('')).toSorted();
  return { scores, finished: size, setAside: 0, unsealed: 0, invitedTwice: [], violations: [] };
}

/** People who answer one survey each, all at the same time, and whose answers can be told apart. */
export class Crowd {
  readonly #parts: CrowdParts;
  readonly #people: readonly Respondent[];

  private constructor(parts: CrowdParts, people: readonly Respondent[]) {
    this.#parts = parts;
    this.#people = people;
  }

  /** Slips of dossiers in progress are opened; then all dossiers are completed at once. */
  static async invite(parts: CrowdParts): Promise<Crowd> {
    const dossiers = Array.from({ length: parts.size }, completedDossier);
    const registered = await register(parts.installation, dossiers.map(inProgress));
    const people = registered.map(({ links }, i) => {
      const token = links?.web.split('/').at(-1) ?? '';
      const person = parts.telegram.person((parts.firstChat ?? FIRST_CHAT) + i);
      // Of their own, so that it does not matter who is asked first.
      const random = seeded(Math.floor(2 ** 31 * parts.random()));
      return new Respondent({ ...parts, person, token, scores: scoresOf(i), random });
    });
    await Promise.all(people.map((person) => person.bind()));
    await register(parts.installation, dossiers);
    return new Crowd(parts, people);
  }

  /** @throws Error when an acknowledged answer is lost */
  async finish(): Promise<void> {
    await Promise.all(this.#people.map((person) => person.finish()));
  }

  /** What all have said so far and Telegram keeps no longer. */
  get acknowledged(): number {
    return this.#people.reduce((sum, person) => sum + person.acknowledged, 0);
  }

  /** How often somebody had to open the slip again to be asked. */
  get reopened(): number {
    return this.#people.reduce((sum, person) => sum + person.reopened, 0);
  }

  /** Resolves when this part, from 0 to 1, of all answers has been acknowledged. */
  async reaches(part: number): Promise<void> {
    const goal = part * this.#parts.size * STEPS;
    const steps = () => this.#people.reduce((sum, person) => sum + person.steps, 0);
    await until(async () => steps() >= goal, `${Math.round(part * 100)} % is answered`, 300_000);
  }

  /** What is left when all have finished, to be compared with `wholeOutcome`. */
  async outcome(): Promise<Outcome> {
    const { size, telegram } = this.#parts;
    await until(async () => (await this.#count('ballot.response')) >= size, 'all responses are released', 60_000);
    const reopened = this.#people.filter((person) => person.reopened > 0).length;
    const unseen = this.#people.filter((person) => person.reopenedForInvite > 0).length;
    process.stdout.write(`  ${reopened} of ${size} opened the slip again, ${unseen} for want of an invitation\n`);
    return {
      scores: await this.#storedScores(),
      finished: await this.#count(`register.invitation WHERE close_reason = 'finished'`),
      setAside: await this.#count('register.dead_update'),
      unsealed: await this.#count('register.draft'),
      invitedTwice: this.invitedTwice(),
      violations: telegram.outbox.violations,
    };
  }

  async #count(table: string): Promise<number> {
    const [row] = await this.#parts.installation.rows<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    return Number(row?.n);
  }

  async #storedScores(): Promise<readonly string[]> {
    const rows = await this.#parts.installation.rows<{ scores: string }>(`
      SELECT concat(answers #>> '{q1,value}', answers #>> '{q2,value}', answers #>> '{q3,value}', answers #>> '{q4,value}')
        AS scores FROM ballot.response`);
    return rows.map(({ scores }) => scores).toSorted();
  }

  /** Chats with any other number than one; whoever opened the slip again has asked to see the invitation once more. */
  invitedTwice(): readonly number[] {
    const { firstChat = FIRST_CHAT } = this.#parts;
    return this.#people.flatMap((person, i) => {
      const sent = this.#parts.telegram.outbox.accepted('sendMessage', firstChat + i);
      const invitations = sent.filter(({ payload }) => INVITE.test(String(payload['text'])));
      return person.reopenedForInvite === 0 && invitations.length !== 1 ? [firstChat + i] : [];
    });
  }
}

async function register(
  { url }: Pick<Installation, 'url'>,
  rows: readonly Partial<DossierBody>[],
): Promise<readonly ApiResult[]> {
  const post = () =>
    fetch(`${url}/api/v1/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(rows),
    });
  let httpResponse = await post();
  // A process under pressure says so, and the same call is made again.
  for (const deadline = Date.now() + REGISTER_MS; httpResponse.status === 503 && Date.now() < deadline;) {
    await sleep(1_000);
    httpResponse = await post();
  }
  if (!httpResponse.ok) throw new Error(`The API answered ${httpResponse.status}.`);
  const { results } = (await httpResponse.json()) as { readonly results: readonly ApiResult[] };
  const rejected = results.find(({ outcome }) => outcome === 'rejected');
  if (rejected) throw new Error(`Not registered: ${JSON.stringify(rejected)}`);
  return results;
}

function inProgress(dossier: DossierBody): Partial<DossierBody> {
  const { code, unit, procedure, filedVia, receivedAt, dueAt } = dossier;
  return { code, unit, procedure, filedVia, receivedAt, dueAt };
}

/** No two of 625 people give the same four answers. */
function scoresOf(i: number): readonly number[] {
  return [125, 25, 5, 1].map((weight) => (Math.floor(i / weight) % 5) + 1);
}

/** CRASH_SEED repeats a run as far as time allows. */
export function printedSeed(): Random {
  return seeded(drawSeed());
}

export function drawSeed(): number {
  const seed = Number(process.env['CRASH_SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`  seed ${seed}\n`);
  return seed;
}
