import type { ChatId, InvitationId, MessageId } from '../domain/ids.ts';
import type { NewMessage } from '../domain/message.ts';
import type { ReplyClaims } from '../service/ports.ts';
import { insert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

interface MessageRow extends Omit<NewMessage, 'body'> {
  readonly status: 'created' | 'sending';
  readonly claimedAt: Date | null;
}

const MESSAGE: Table<MessageRow> = {
  name: 'register.message',
  key: ['id'],
  columns: {
    id: 'uuid',
    chatId: 'uuid',
    invitationId: 'uuid',
    channel: 'text',
    lane: 'text',
    purpose: 'text',
    sealed: 'bytes',
    status: 'text',
    claimedAt: 'timestamptz',
    notBefore: 'timestamptz',
    notAfter: 'timestamptz',
  },
};

/**
 * The order given is the order of creation, in which one chat's messages go out. Returns those that were claimed: the
 * replies that are wanted, but in chats where one is on the way in other hands.
 */
export async function addMessages(
  connection: Connection,
  messages: readonly NewMessage[],
  claims: ReplyClaims | null = null,
): Promise<readonly MessageId[]> {
  if (messages.length === 0) return [];
  const claimed = new Set(claims === null ? [] : await claim(connection, messages, claims));
  const rows = messages.map((message): MessageRow =>
    claimed.has(message.id)
      ? { ...message, status: 'sending', claimedAt: message.notBefore }
      : { ...message, status: 'created', claimedAt: null },
  );
  await connection.$executeRaw(insert(MESSAGE, rows));
  return [...claimed];
}

async function claim(
  connection: Connection,
  messages: readonly NewMessage[],
  claims: ReplyClaims,
): Promise<readonly MessageId[]> {
  const wanted = messages.filter((message) => message.lane === 'reply' && claims.wants(message));
  if (wanted[0] === undefined) return [];
  const chats = [...new Set(wanted.map(({ chatId }) => chatId))];
  const earlier = await connection.$queryRaw<{ id: MessageId; chatId: ChatId }[]>`
    SELECT m.id, m.chat_id AS "chatId" FROM register.message m
    WHERE m.chat_id = ANY(${chats}::uuid[]) AND m.status IN ('created', 'sending') AND m.lane = 'reply'
      AND m.not_after > ${wanted[0].notBefore}`;
  const busy = new Set(earlier.filter(({ id }) => !claims.holds(id)).map(({ chatId }) => chatId));
  return wanted.filter(({ chatId }) => !busy.has(chatId)).map(({ id }) => id);
}

/** Deletes what is not out yet. */
export async function silence(connection: Connection, ids: readonly InvitationId[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.$executeRaw`
    DELETE FROM register.message m WHERE m.invitation_id = ANY(${ids}::uuid[]) AND m.status = 'created'`;
}

/** Deletes what was ever said about these invitations. */
export async function forget(connection: Connection, ids: readonly InvitationId[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.$executeRaw`DELETE FROM register.message m WHERE m.invitation_id = ANY(${ids}::uuid[])`;
}
