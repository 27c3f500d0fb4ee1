import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/domain/answer.ts';
import type { Choice } from '../../src/domain/conversation/choice.ts';
import type { InvitationId } from '../../src/domain/ids.ts';
import type { InboundEvent } from '../../src/domain/inbound.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { query, until } from '../support/look.ts';
import type { DossierChanges, MovableClock, TestService } from '../support/service.ts';

/** Units of very different size: 500 surveys. */
export const SIZES = [150, 100, 70, 50, 40, 30, 20, 15, 10, 7, 5, 3];
const PROCEDURES = ['1.001193', '1.001193', '1.001193', '2.000815'];

export interface Simulated {
  readonly code: string;
  readonly unit: string;
  /** Answers to q1 to q5, no two citizens alike. */
  readonly scores: readonly number[];
  readonly token: string;
  readonly invitationId: InvitationId;
}

const unitOf = (i: number) => `980${String(i + 1).padStart(2, '0')}`;

/** Registers what was finished in every unit; who answers is told later. */
export async function registerAll(service: TestService, clock: MovableClock): Promise<readonly Simulated[]> {
  const head = 'code,name,type,provinceCode,agencyCode,validFrom,validTo';
  const units = SIZES.map((_, i) => `${unitOf(i)},Đơn vị ${String(i)},xã,01,H98.${String(i + 10)},2025-07-01,`);
  await importUnits(service.parts.references, [head, ...units].join('\n'));
  const places = SIZES.flatMap((size, i) => Array.from({ length: size }, () => i));
  const rows = places.map((place, n) => rowOf(place, n, clock.now()));
  const links = new Map<string, string>();
  for (let start = 0; start < rows.length; start += 100) {
    for (const { code, links: found } of await service.register(rows.slice(start, start + 100)))
      links.set(code, new URL(found?.web ?? '').pathname.slice('/s/'.length));
  }
  return Promise.all(
    rows.map(async ({ code, unit }, n) => {
      const record = await service.parts.dossiers.find(code);
      if (!record?.invitation) throw new Error(`${code} has no invitation.`);
      const { id: invitationId } = record.invitation;
      return { code, unit, scores: scoresOf(n), token: links.get(code) ?? '', invitationId };
    }),
  );
}

function rowOf(place: number, n: number, now: Date) {
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
  return {
    code: `H98.${String(place + 10)}-261105-${String(n + 1).padStart(4, '0')}`,
    unit: unitOf(place),
    procedure: PROCEDURES[n % PROCEDURES.length] ?? '',
    filedVia: n % 5 === 0 ? 'online' : 'counter',
    receivedAt: at(-96 - n / 60),
    dueAt: at(n % 7 === 0 ? -24 : 24),
    completedAt: at(-2),
    returnedAt: at(-2),
  } satisfies DossierChanges;
}

/** Digits of a number that no other citizen has, well mixed. */
function scoresOf(n: number): readonly number[] {
  const drawn = (n * 1_373) % 3_125;
  return [0, 1, 2, 3, 4].map((place) => (Math.floor(drawn / 5 ** place) % 5) + 1);
}

export function scoresIn(answers: Readonly<Record<string, Answer>>): string {
  return ['q1', 'q2', 'q3', 'q4', 'q5'].map((key) => String(answers[key]?.value)).join('');
}

/** Lets citizens answer on the survey page, side by side, through the queue and its worker. */
export async function answerAll(service: TestService, citizens: readonly Simulated[]): Promise<void> {
  const survey = await service.parts.references.activeSurvey();
  const [q1, q2, q3, q4, q5] = survey.questions.map(({ key }) => key);
  if (!q1 || !q2 || !q3 || !q4 || !q5) throw new Error('The survey has five questions.');
  await Promise.all(
    citizens.map(async ({ token, invitationId, scores }) => {
      const device = randomUUID();
      const score = (question: string, i: number): Choice => ({
        kind: 'score',
        question,
        value: ([1, 2, 3, 4, 5] as const)[(scores[i] ?? 1) - 1] ?? 1,
      });
      const choices: readonly Choice[] = [
        { kind: 'begin' },
        ...[q1, q2, q3, q4].map(score),
        { kind: 'gate', question: q5, yes: true },
        score(q5, 4),
        { kind: 'no-comment' },
      ];
      const taps = choices.map((choice): InboundEvent => {
        const payload = service.parts.codec.encode(invitationId, choice, survey);
        return { kind: 'tap', payload, callbackId: null, messageId: null };
      });
      for (const event of [{ kind: 'opened' } as const, ...taps]) await accept(service, token, device, event);
    }),
  );
  const ids = citizens.map(({ invitationId }) => invitationId);
  await until(async () => (await finished(service, ids)) === ids.length, 'everybody has answered', 50_000);
}

async function accept(service: TestService, address: string, device: string, event: InboundEvent): Promise<void> {
  await service.parts.queues.inbox.accept({
    channel: 'web',
    account: 'web',
    updateId: randomUUID(),
    address,
    device,
    locale: null,
    receivedAt: service.parts.clock.now().toISOString(),
    event,
  });
}

async function finished(service: TestService, ids: readonly string[]): Promise<number> {
  const [row] = await query<{ n: number }>(
    service.database.url,
    `SELECT count(*)::int AS n FROM register.invitation i WHERE i.id = ANY($1::uuid[])
     AND (i.status = 'finished' OR i.close_reason = 'finished')`,
    [ids],
  );
  return row?.n ?? 0;
}
