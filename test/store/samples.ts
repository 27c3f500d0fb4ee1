import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Chat } from '../../src/domain/chat.ts';
import {
  asId,
  type ChatId,
  type DossierId,
  type Fingerprint,
  type InvitationId,
  type MessageId,
} from '../../src/domain/ids.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { NewMessage } from '../../src/domain/message.ts';
import type { Cell } from '../../src/domain/publication.ts';
import type { Response } from '../../src/domain/response.ts';
import type { Survey } from '../../src/domain/survey.ts';
import type { Unit } from '../../src/domain/unit.ts';
import type {
  ConversationWrites,
  NewDossier,
  ReleasePlan,
  SealedDraft,
  UpdateLookup,
} from '../../src/service/ports.ts';
import type { TestStores } from '../support/database.ts';
import { NO_WRITES } from '../support/no-writes.ts';
import { USUAL_DOSSIER } from '../support/usual-dossier.ts';

export const NOW = new Date('2026-03-02T03:00:00.000Z');

export function after(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

export function fingerprint(text: string): Fingerprint {
  return asId<Fingerprint>(createHash('sha256').update(text).digest('hex'));
}

export const UNITS: readonly Unit[] = [
  unit('01', 'Hà Nội', null),
  unit('92', 'Cần Thơ', null),
  unit('99001', 'Mẫu Một (minh họa)', '01'),
  unit('99002', 'Mẫu Hai (minh họa)', '01'),
  unit('99004', 'Mẫu Bốn (minh họa)', '92'),
];

function unit(code: string, name: string, parentCode: string | null): Unit {
  const type = parentCode === null ? 'thành phố' : 'phường';
  return { code, name, type, parentCode, agencyCodes: [`H26.${code}`], validFrom: '2025-07-01', validTo: null };
}

export const SURVEY: Survey = {
  id: 'sample-1',
  factors: [],
  criteria: [],
  questions: [],
  commentPrompt: { vi: 'Ý kiến khác?', en: 'Anything else?' },
};

export function newDossier(changes: Partial<NewDossier> = {}): NewDossier {
  const id = asId<DossierId>(randomUUID());
  return {
    id,
    code: `H26.99.01-260301-${id.slice(0, 8)}`,
    unitCode: '99001',
    procedureCode: '1.000894',
    filedVia: 'counter',
    receivedAt: after(-4_000),
    dueAt: after(1_000),
    completedAt: after(-200),
    ...USUAL_DOSSIER,
    phoneIndex: null,
    shortCode: 'ABC234',
    slipOwner: null,
    slipTakenEarly: false,
    contactForgotten: false,
    phoneSealed: null,
    tokenHash: fingerprint(`token of ${id}`),
    phoneTokenHash: fingerprint(`phone token of ${id}`),
    ...changes,
  };
}

export function newInvitation(dossier: NewDossier, changes: Partial<Invitation> = {}): Invitation {
  return {
    id: asId<InvitationId>(randomUUID()),
    dossierId: dossier.id,
    surveyId: SURVEY.id,
    unitCode: dossier.unitCode,
    provinceCode: dossier.unitCode === '99004' ? '92' : '01',
    procedureCode: dossier.procedureCode,
    filedVia: dossier.filedVia,
    late: false,
    completedMonth: '2026-03-01',
    completedOn: '2026-03-02',
    phoneIndex: dossier.phoneIndex,
    status: 'armed',
    closeReason: null,
    exclusion: null,
    notBefore: after(-60),
    notAfter: after(10_000),
    channel: null,
    proof: null,
    chatId: null,
    invitedAt: null,
    deliveredAt: null,
    startedOn: null,
    consentVersion: null,
    closedOn: null,
    remindedAt: null,
    sendAfter: null,
    sealOn: null,
    slipToldOn: null,
    slipDeniedOn: null,
    ...changes,
  };
}

export function newChat(changes: Partial<Chat> = {}): Chat {
  const id = asId<ChatId>(randomUUID());
  return {
    id,
    channel: 'telegram',
    account: 'sample_bot',
    addressIndex: fingerprint(`address of ${id}`),
    addressSealed: randomBytes(40),
    language: 'vi',
    phoneIndex: null,
    blockedAt: null,
    optedOutAt: null,
    focusId: null,
    askedToStop: false,
    lastInboundAt: NOW,
    templateOnly: false,
    codeMisses: 0,
    codeMissedOn: null,
    ...changes,
  };
}

export function sealedDraft(invitationId: InvitationId, text: string): SealedDraft {
  return { invitationId, sealed: Buffer.from(text), trackingIndex: fingerprint(`tracking of ${invitationId}`) };
}

export function newMessage(chat: Chat, changes: Partial<NewMessage> = {}): NewMessage {
  return {
    id: asId<MessageId>(randomUUID()),
    chatId: chat.id,
    invitationId: null,
    channel: 'telegram',
    lane: 'reply',
    purpose: 'reply',
    sealed: randomBytes(30),
    notBefore: NOW,
    notAfter: after(1_000),
    ...changes,
  };
}

export function newResponse(changes: Partial<Response> = {}): Response {
  return {
    id: randomUUID(),
    surveyId: SURVEY.id,
    unitCode: '99001',
    completedMonth: '2026-03-01',
    attributes: {
      procedureCode: '1.000894',
      late: 'on-time',
      filedVia: 'counter',
      proof: 'slip',
      locale: 'vi',
      flagged: 'clear',
    },
    disposition: 'finished',
    answers: {
      access: { value: 5, how: 'button' },
      staff: { value: 'skipped', how: 'button' },
      complaint: { value: 'not-applicable', how: 'phrase' },
    },
    comment: null,
    rating: null,
    releasedOn: '2026-03-10',
    withdrawalIndex: null,
    commentMark: null,
    ...changes,
  };
}

/** Each response with a leaf of its own. */
export function newPlan(released: readonly string[], responses: readonly Response[]): ReleasePlan {
  const leaves = responses.map(({ id }) => ({ leaf: fingerprint(`leaf of ${id}`), receiptIndex: null }));
  return { day: '2026-03-10', released, responses, leaves, dropped: [], withdrawn: [] };
}

export function lookup(updateId: string, changes: Partial<UpdateLookup> = {}): UpdateLookup {
  const base = {
    channel: 'telegram',
    account: 'sample_bot',
    addressIndex: null,
    tokenHash: null,
    phoneIndex: null,
    shortCode: null,
    trackingIndex: null,
    platformId: null,
  } as const;
  return { ...base, updateId, ...changes };
}

let updates = 0;

/** Writes through an update that nothing else depends on. */
export async function write(stores: TestStores, writes: Partial<ConversationWrites>): Promise<void> {
  updates += 1;
  await stores.conversations.process([lookup(`sample ${updates}`)], () => ({ ...NO_WRITES, ...writes }));
}

/** Registers dossiers with their invitations. */
export function register(
  stores: TestStores,
  inserted: readonly NewDossier[],
  invitations: readonly Invitation[] = [],
): Promise<void> {
  const codes = inserted.map(({ code }) => code);
  return stores.dossiers.register({ codes, phones: [] }, () => ({
    inserted,
    updated: [],
    corrections: [],
    removed: [],
    disarmed: [],
    invitations,
  }));
}

export function cellOf(cells: readonly Cell[], unitCode: string, dimension: string, value: string): Cell | undefined {
  return cells.find((cell) => cell.unitCode === unitCode && cell.dimension === dimension && cell.value === value);
}
