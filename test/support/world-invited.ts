import type { RegistrationRow } from '../../src/domain/dossier-check.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import { sendInvitations } from '../../src/service/send-invitations.ts';
import { newCode, tokenOf, type World } from './service-world.ts';
import type { WorldCitizen } from './world-citizen.ts';

export type Row = Partial<RegistrationRow>;

/** Promised two days before it was finished. */
export const LATE = { dueAt: new Date('2026-10-06T17:00:00+07:00') } as const;
export const AT_INTAKE = { completedAt: null, returnedAt: null } as const;

/** Somebody with a verified phone whom we have written to, or are about to. */
export interface Invited {
  readonly citizen: WorldCitizen;
  readonly code: string;
  /** Of their slip. */
  readonly token: string;
}

export interface MessageRow {
  readonly id: MessageId;
  readonly status: string;
  readonly attempts: number;
  readonly purpose: string;
  readonly failure: string | null;
}

/** Their invitations lie in the outbox, and nothing else does. */
export async function queueInvitations(world: World, count: number, row: Row = {}): Promise<readonly Invited[]> {
  const people = Array.from({ length: count }, () => ({ citizen: world.citizen(), code: newCode() }));
  for (const { citizen } of people) await citizen.sharePhone();
  const results = await world.register(people.map(({ citizen, code }) => ({ ...row, code, phone: citizen.phone })));
  await sendInvitations(world.parts);
  return people.map((person, i) => ({ ...person, token: tokenOf(results[i]) }));
}

export async function queueInvitation(world: World, row: Row = {}): Promise<Invited> {
  const [one] = await queueInvitations(world, 1, row);
  if (!one) throw new TypeError('One was asked for.');
  return one;
}

/** The invitation is out. */
export async function invite(world: World, row: Row = {}): Promise<Invited> {
  const one = await queueInvitation(world, row);
  await world.drain();
  return one;
}

/** In order of creation. */
export async function messagesOf(world: World, code: string): Promise<readonly MessageRow[]> {
  const { id } = await world.invitation(code);
  return world.rows<MessageRow>(
    'SELECT id, status, attempts, purpose, failure FROM register.message WHERE invitation_id = $1 ORDER BY position',
    [id],
  );
}

export async function messageIdsOf(world: World, all: readonly Invited[]): Promise<readonly MessageId[]> {
  return (await Promise.all(all.map(({ code }) => messagesOf(world, code)))).flat().map(({ id }) => id);
}

interface ChatRow {
  readonly blocked_at: Date | null;
  readonly opted_out_at: Date | null;
  /** Messages not sent yet. */
  readonly waiting: number;
}

export async function chatOf(world: World, { person }: WorldCitizen): Promise<ChatRow> {
  const index = world.parts.vault.index('address', `telegram:4200000001:${person.id}`);
  const [row] = await world.rows<ChatRow>(
    `SELECT c.blocked_at, c.opted_out_at,
       (SELECT count(*)::int FROM register.message m WHERE m.chat_id = c.id AND m.status = 'created') AS waiting
     FROM register.chat c WHERE c.address_index = $1`,
    [index],
  );
  if (!row) throw new TypeError('The chat is unknown.');
  return row;
}

/** Nothing of an earlier test is due, waits or fails in the next one. */
export async function settleAll(world: World): Promise<void> {
  await world.rows("UPDATE register.message SET status = 'failed' WHERE status IN ('created', 'sending')");
  await world.rows(
    "UPDATE register.invitation SET status = 'closed', close_reason = 'expired' WHERE status <> 'closed'",
  );
  for (const list of [world.outbox.ready, world.outbox.delayed, world.outbox.pauses]) list.length = 0;
}
