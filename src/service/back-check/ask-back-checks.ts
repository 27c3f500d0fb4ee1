import type { Chat } from '../../domain/chat.ts';
import { nextAllowed, type SendingHours } from '../../domain/contact-policy.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import { canBeWrittenTo } from '../../domain/ladder.ts';
import type { MessageBody, NewMessage } from '../../domain/message.ts';
import type { TemplatePolicy } from '../../domain/template-policy.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { Log } from '../../lib/log.ts';
import { newId } from '../../lib/new-id.ts';
import type { Vault } from '../../lib/vault.ts';
import { sealBody } from '../conversation/compose-message.ts';
import { agencyName } from '../conversation/facts-of.ts';
import { enqueue } from '../conversation/set-scene.ts';
import { isTemplateAlone } from '../conversation/template-message.ts';
import type { BackCheck, BackCheckStore, Clock, DueBackCheck, Outbox, ReferenceStore } from '../ports.ts';
import { freeIn, sendingRooms, type Room, type RoomParts, type Rooms } from '../sending-room.ts';
import { ended } from './back-check-batch.ts';
import { backCheckToken } from './back-check-secrets.ts';
import { backCheckOpening, wordQuestion } from './word-back-check.ts';

export interface AskBackParts extends RoomParts {
  readonly backChecks: BackCheckStore;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly outbox: Outbox;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: SendingHours;
  readonly templates: ReadonlyMap<ChannelName, TemplatePolicy>;
}

const BATCH = 200;

/** Asks those who are due, once and inside the window, and ends what its time is over for; returns how many it asked. */
export async function askBackChecks(parts: AskBackParts): Promise<number> {
  const now = parts.clock.now();
  await parts.backChecks.expire({ now, limit: BATCH });
  if (nextAllowed(now, parts.policy).getTime() > now.getTime()) return 0;
  const [units, rooms] = await Promise.all([parts.references.units(), sendingRooms(parts)]);
  let messages: readonly NewMessage[] = [];
  const query = { now, limit: Math.min(BATCH, freeIn(rooms)), byTemplate: byTemplate(parts), full: fullIn(rooms) };
  await parts.backChecks.ask(query, (due) => {
    const asked = due.filter(hasRoomIn(rooms)).map((one) => ask(parts, one, { now, units }));
    messages = asked.flatMap(({ message }) => message ?? []);
    return { checks: asked.map(({ check }) => check), messages };
  });
  await enqueue(parts, messages);
  return messages.length;
}

function byTemplate({ templates }: AskBackParts): readonly ChannelName[] {
  return [...templates].filter(([, { offered }]) => offered.has('back-check')).map(([channel]) => channel);
}

function fullIn(rooms: Rooms): readonly ChannelName[] {
  return [...rooms].filter(([, room]) => roomOf(room) === 0).map(([channel]) => channel);
}

function roomOf({ free, reminders }: Room): number {
  return Math.min(free, reminders);
}

/** Whoever their channel has no room for waits; what reaches nobody needs none. */
function hasRoomIn(rooms: Rooms): (due: DueBackCheck) => boolean {
  const started = new Map<ChannelName, number>();
  return ({ chat }) => {
    if (chat === null) return true;
    const room = rooms.get(chat.channel);
    const before = started.get(chat.channel) ?? 0;
    started.set(chat.channel, before + 1);
    return room === undefined || before < roomOf(room);
  };
}

interface Moment {
  readonly now: Date;
  readonly units: ReadonlyMap<UnitCode, Unit>;
}

interface Asked {
  readonly check: BackCheck;
  readonly message: NewMessage | null;
}

/** Whoever cannot be written to is not tried again. */
function ask(parts: AskBackParts, { check, chat, isSuppressed }: DueBackCheck, { now, units }: Moment): Asked {
  if (isSuppressed || (chat && chat.optedOutAt !== null)) return { check: ended(check, 'refused'), message: null };
  const unit = units.get(check.unitCode ?? '');
  const isReachable = chat !== null && parts.channels.has(chat.channel) && canBeWrittenTo(chat);
  const body = unit && isReachable ? wordAsk(parts, check, chat, unit) : null;
  const { expiresAt: notAfter } = check;
  if (!chat || body === null || notAfter === null) return { check: ended(check, 'unreached'), message: null };
  const envelope = {
    lane: 'bulk',
    purpose: 'back-check',
    notAfter,
    editMessageId: null,
    callbackId: null,
  } as const;
  return {
    check: { ...check, status: 'asked', chatId: chat.id, phoneIndex: null },
    message: sealBody(body, chat, null, envelope, { vault: parts.vault, now }),
  };
}

/** Null where only a template arrives and none is approved for this. */
function wordAsk(parts: AskBackParts, check: BackCheck, chat: Chat, unit: Unit): MessageBody | null {
  const template = templateOf(parts, check, chat.channel, unit);
  const isAlone = isTemplateAlone(chat, parts);
  if (isAlone && template === null) return null;
  const opening = backCheckOpening(agencyName(unit), check.shortCode, chat.language);
  const words = isAlone
    ? { text: null, buttons: [], asksForPhone: false }
    : wordQuestion('own', check, opening, chat, parts.vault);
  return { ...words, editMessageId: null, callbackId: null, ...(template && { template }) };
}

function templateOf(
  { templates, vault }: AskBackParts,
  { id, shortCode }: BackCheck,
  channel: ChannelName,
  unit: Unit,
): MessageBody['template'] | null {
  if (!templates.get(channel)?.offered.has('back-check')) return null;
  const parameters = { don_vi: agencyName(unit), ma_phieu: shortCode ?? '', lien_ket: backCheckToken(vault, id) };
  return { name: 'back-check', parameters, trackingId: newId<string>() };
}
