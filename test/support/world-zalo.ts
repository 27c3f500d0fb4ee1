import { randomUUID } from 'node:crypto';
import { phoneAddress } from '../../src/domain/chat.ts';
import { newDraft } from '../../src/domain/conversation/draft.ts';
import { asId, type ChatId, type MessageId } from '../../src/domain/ids.ts';
import type { Inbound, InboundEvent, Report } from '../../src/domain/inbound.ts';
import type { MessageBody, NewMessage } from '../../src/domain/message.ts';
import type { Ballot } from '../../src/domain/response.ts';
import { ConversationBatch } from '../../src/service/conversation/conversation-batch.ts';
import { isInvited } from '../../src/service/conversation/thread.ts';
import { addressIndex, phoneIndex } from '../../src/service/fingerprint.ts';
import { tokenHash } from '../../src/service/survey-token.ts';
import { newChat } from '../store/samples.ts';
import { newCode, tokenOf, type World } from './service-world.ts';
import type { Row } from './world-invited.ts';
import { OA_ID } from './zalo/samples.ts';

let nextId = 7_246_845_883_529_197_000n;

export function zaloUpdate(world: World, address: string, event: InboundEvent): Inbound {
  return {
    channel: 'zalo',
    account: OA_ID,
    updateId: randomUUID(),
    address,
    device: null,
    locale: null,
    receivedAt: world.now().toISOString(),
    event,
  };
}

/** Somebody who writes to the Official Account: what we would send is read from the outbox, and nothing goes out. */
export class WorldZaloCitizen {
  readonly address = `user:${(nextId += 1n)}`;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async does(...events: readonly InboundEvent[]): Promise<void> {
    await this.#world.take(...events.map((event) => zaloUpdate(this.#world, this.address, event)));
    this.#world.outbox.ready.length = 0;
  }

  type(...texts: readonly string[]): Promise<void> {
    return this.does(...texts.map((text) => ({ kind: 'text', text }) as const));
  }

  /** As the platform's form brings it: nobody vouches for the number. */
  submitPhone(phone: string): Promise<void> {
    return this.does({ kind: 'contact', phone, own: true, vouched: false });
  }

  async tap(label: string): Promise<void> {
    const button = (await this.replies())
      .at(-1)
      ?.buttons.flat()
      .find((each) => each.label === label);
    if (!button) throw new Error(`No button ${label}.`);
    await this.does({ kind: 'tap', payload: button.payload, callbackId: null, messageId: null });
  }

  /** Oldest first. */
  async replies(): Promise<readonly MessageBody[]> {
    const { vault } = this.#world.parts;
    const rows = await this.#world.rows<{ id: string; sealed: Buffer }>(
      `SELECT m.id, m.sealed FROM register.message m JOIN register.chat c ON c.id = m.chat_id
       WHERE c.address_index = $1 ORDER BY m.position`,
      [Buffer.from(addressIndex(vault, 'zalo', OA_ID, this.address), 'hex')],
    );
    return rows.map(({ id, sealed }) => JSON.parse(vault.open('message', id, sealed).toString()) as MessageBody);
  }

  async texts(): Promise<readonly string[]> {
    return (await this.replies()).map(({ text }) => text ?? '');
  }

  async last(): Promise<string> {
    return (await this.texts()).at(-1) ?? '';
  }

  async chat() {
    const [row] = await this.#world.rows<{
      phone_index: Buffer | null;
      opted_out_at: Date | null;
      code_misses: number;
    }>('SELECT phone_index, opted_out_at, code_misses FROM register.chat WHERE address_index = $1', [
      Buffer.from(addressIndex(this.#world.parts.vault, 'zalo', OA_ID, this.address), 'hex'),
    ]);
    return row ?? null;
  }
}

/** Somebody whose telephone got a rating template for a dossier, and has not looked at it yet. */
export interface Asked {
  readonly code: string;
  readonly token: string;
  readonly shortCode: string;
  /** E.164 */
  readonly phone: string;
  readonly trackingId: string;
  /** The platform's id of the template message. */
  readonly messageId: string;
}

let nextPhone = 84_900_000_000;

export async function registered(world: World, row: Row = {}) {
  const code = newCode();
  const phone = `+${(nextPhone += 1)}`;
  const [result] = await world.register([{ code, phone, ...row }]);
  if (!result?.shortCode) throw new Error(`Not registered: ${JSON.stringify(result?.reasons)}`);
  return { code, phone, token: tokenOf(result), shortCode: result.shortCode };
}

export async function askByTemplate(world: World, row: Row = {}): Promise<Asked> {
  const one = await registered(world, row);
  const { vault, conversations } = world.parts;
  const address = phoneAddress(one.phone);
  const chatId = asId<ChatId>(randomUUID());
  const chat = newChat({
    id: chatId,
    channel: 'zalo',
    account: OA_ID,
    addressIndex: addressIndex(vault, 'zalo', OA_ID, address),
    addressSealed: vault.seal('address', chatId, address),
    phoneIndex: phoneIndex(vault, one.phone),
    templateOnly: true,
    lastInboundAt: world.now(),
  });
  const trackingId = randomUUID();
  const messageId = `z${randomUUID()}`;
  const lookup = zaloUpdate(world, 'setup', { kind: 'unblocked' });
  const named = { addressIndex: null, phoneIndex: null, shortCode: null, trackingIndex: null, platformId: null };
  await conversations.process([{ ...lookup, ...named, tokenHash: tokenHash(one.token) }], (_fresh, found) => {
    const batch = new ConversationBatch(found, vault);
    const thread = batch.threads.find(isInvited);
    if (!thread) throw new Error(`${one.code} has no invitation.`);
    batch.putChat(chat);
    const changes = { channel: 'zalo', proof: 'phone', chatId, status: 'sent', invitedAt: world.now() } as const;
    const asked = batch.putInvitation(thread, changes);
    batch.putDraft(asked, newDraft(asked.invitation.surveyId, 'vi', trackingId));
    batch.say(invite(world, chatId, asked.invitation.id));
    return batch.writes();
  });
  await world.rows(
    `UPDATE register.message m SET status = 'sent', platform_id = $2
     FROM register.chat c WHERE c.id = m.chat_id AND c.id = $1`,
    [chatId, messageId],
  );
  return { ...one, trackingId, messageId };
}

function invite(world: World, chatId: ChatId, invitationId: NonNullable<NewMessage['invitationId']>): NewMessage {
  const id = asId<MessageId>(randomUUID());
  const until = new Date(world.now().getTime() + 3_600_000);
  const sealed = world.parts.vault.seal('message', id, '{}');
  const fixed = { channel: 'zalo', lane: 'bulk', purpose: 'invite', notBefore: world.now(), notAfter: until } as const;
  return { id, chatId, invitationId, sealed, ...fixed };
}

type Rated = Partial<Extract<Report, { kind: 'rating' }>>;

/** The platform brings a rating of the message. */
export function ratingOf(world: World, { trackingId, messageId }: Asked, given: Rated = {}): Inbound {
  const rated = { stars: 4, reasons: ['Đúng hẹn'], note: null, ratedAt: world.now().toISOString() } as const;
  return zaloUpdate(world, `message:${messageId}`, { kind: 'rating', trackingId, messageId, ...rated, ...given });
}

/** Everything in the mix, opened; in no order. */
export async function ballotsIn(world: World): Promise<readonly Ballot[]> {
  const rows = await world.rows<{ unit: string; sealed: Buffer }>('SELECT unit_code AS unit, sealed FROM ballot.mix');
  return rows.map(({ unit, sealed }) => JSON.parse(world.parts.vault.open('mix', unit, sealed).toString()) as Ballot);
}
