import type { Answer } from '../../../src/domain/answer.ts';
import type { Choice } from '../../../src/domain/conversation/choice.ts';
import type { InvitationId } from '../../../src/domain/ids.ts';
import type { Survey } from '../../../src/domain/survey.ts';
import { openDraft } from '../../../src/service/conversation/conversation-batch.ts';
import { createPayloadCodec } from '../../../src/service/payload-codec.ts';
import { chatOf, dossierCodeOf, type People } from './people.ts';
import type { Product } from './product.ts';
import type { Tap } from './updates.ts';

/** The buttons that invited people press, question by question. */
export interface SurveyTaps {
  readonly begin: readonly Tap[];
  /** All answers to the first question, then all to the second, and so on. */
  readonly answers: readonly Tap[];
  readonly finish: readonly Tap[];
}

interface Invited {
  readonly id: InvitationId;
  readonly person: number;
}

const QUESTIONS = ['q1', 'q2', 'q3', 'q4', 'q5'] as const;
/** Never one of an earlier run: a database that stays knows those. */
let serial = Date.now();

export async function surveyTaps(product: Product, people: People): Promise<SurveyTaps> {
  const { rows } = await product.pool.query<{ definition: Survey }>('SELECT definition FROM register.survey LIMIT 1');
  const survey = rows[0]?.definition;
  if (!survey) throw new Error('No survey is installed.');
  const codec = createPayloadCodec(product.vault);
  const invited = await findInvited(product, people);
  const tap = ({ id, person }: Invited, choice: Choice): Tap => ({
    updateId: (serial += 1),
    chat: chatOf(person),
    messageId: 1_000,
    data: codec.encode(id, choice, survey),
  });
  return {
    begin: invited.map((one) => tap(one, { kind: 'begin' })),
    answers: QUESTIONS.flatMap((question) => invited.map((one) => tap(one, answerOf(one.person, question)))),
    finish: invited.map((one) => tap(one, { kind: 'no-comment' })),
  };
}

/** By the end of the dossier code, which is the person's number. */
async function findInvited({ pool }: Product, { from, count }: People): Promise<readonly Invited[]> {
  const { rows } = await pool.query<Invited>(
    `SELECT i.id, right(d.code, 7)::int AS person
     FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
     WHERE d.code >= $1 AND d.code < $2 ORDER BY 2`,
    [dossierCodeOf(from), dossierCodeOf(from + count)],
  );
  if (rows.length !== count) throw new Error(`${String(rows.length)} of ${String(count)} people were invited.`);
  return rows;
}

function answerOf(person: number, question: (typeof QUESTIONS)[number]): Choice {
  if (question === 'q5') return { kind: 'gate', question, yes: false };
  return { kind: 'score', question, value: scoreOf(person, question) };
}

const SCORES = [5, 4, 4, 3, 5, 2, 4, 5, 1, 4] as const;

function scoreOf(person: number, question: string): (typeof SCORES)[number] {
  return SCORES[(person * 3 + question.charCodeAt(1)) % SCORES.length] ?? 4;
}

export interface StoredAnswers {
  /** As they were given. */
  readonly right: number;
  readonly wrong: number;
}

/** Opens every draft and compares each answer in it with the one given. */
export async function countAnswers({ pool, vault }: Product, { from, count }: People): Promise<StoredAnswers> {
  const { rows } = await pool.query<{ id: InvitationId; person: number; sealed: Buffer }>(
    `SELECT i.id, right(d.code, 7)::int AS person, f.sealed
     FROM register.draft f JOIN register.invitation i ON i.id = f.invitation_id
     JOIN register.dossier d ON d.id = i.dossier_id
     WHERE d.code >= $1 AND d.code < $2`,
    [dossierCodeOf(from), dossierCodeOf(from + count)],
  );
  const given = rows.flatMap(({ id, person, sealed }) => {
    const { answers } = openDraft(sealed, id, vault);
    return Object.entries(answers).map(([question, answer]) => isAsGiven(answer, person, question));
  });
  const right = given.filter(Boolean).length;
  return { right, wrong: given.length - right };
}

function isAsGiven({ value }: Answer, person: number, question: string): boolean {
  return value === (question === 'q5' ? 'not-applicable' : scoreOf(person, question));
}
