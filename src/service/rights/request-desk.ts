import type { ContactPolicy } from '../../domain/contact-policy.ts';
import {
  daysOfLaw,
  isInTime,
  receiptFault,
  type PersonRequest,
  type ReceiptFault,
  type RequestKind,
  type RequestOutcome,
} from '../../domain/person-request.ts';
import { isWithin, type UnitScope } from '../../domain/unit.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { localDay } from '../../lib/calendar.ts';
import { newId } from '../../lib/new-id.ts';
import { toE164 } from '../../lib/phone.ts';
import type { Connector } from '../integration/integration-parts.ts';
import { erasePerson, tellPerson, withdrawConsent, type RightsParts } from '../person-rights.ts';
import type { PersonsTraces, ReferenceStore, RequestStore } from '../ports.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';

export interface RequestParts extends RightsParts, Pick<AuditParts, 'audit'> {
  readonly requests: RequestStore;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly policy: () => Promise<Pick<ContactPolicy, 'isHoliday'>>;
}

export interface TypedRequest {
  readonly kind: RequestKind;
  readonly phone: string;
  /** `YYYY-MM-DD`; null when it was no day. */
  readonly receivedOn: string | null;
}

export type RequestFault =
  | { readonly field: 'phone'; readonly code: 'phone-invalid' }
  | { readonly field: 'receivedOn'; readonly code: ReceiptFault };

export type RequestTaking =
  | { readonly kind: 'taken'; readonly id: string }
  /** The same was asked before and is open: its days run on. */
  | { readonly kind: 'open-already'; readonly id: string }
  | { readonly kind: 'faults'; readonly faults: readonly RequestFault[] };

export interface FoundRequest {
  readonly request: PersonRequest;
  /** E.164; null once it is closed. */
  readonly phone: string | null;
}

/** What is kept, as somebody of a unit may see it. */
export interface ToldTraces extends PersonsTraces {
  /** Dossiers of units outside the scope, which are not named. */
  readonly elsewhere: number;
}

export type RequestDesk = ReturnType<typeof openRequestDesk>;

const CLOSED_SHOWN = 50;

/** Requests of citizens about their data, taken in and carried out by people of the console. */
export function openRequestDesk(parts: RequestParts) {
  return {
    list: (scope: UnitScope) => parts.requests.list(scope, CLOSED_SHOWN),
    find: (id: string, scope: UnitScope) => findRequest(parts, id, scope),
    take: (by: Connector, typed: TypedRequest) => takeRequest(parts, by, typed),
    answer: (by: Connector, { request }: FoundRequest) => answerRequest(parts, by, request),
    /** Null once it is closed. */
    tell: (by: Connector, found: FoundRequest) => tell(parts, by, found),
    carryOut: (by: Connector, found: FoundRequest) => carryOut(parts, by, found),
    refuse: (by: Connector, { request }: FoundRequest, outcome: Exclude<RequestOutcome, 'done'>) =>
      closeRequest(parts, by, request, outcome),
  };
}

async function findRequest({ requests, vault }: RequestParts, id: string, scope: UnitScope) {
  const found = await requests.find(id, scope);
  const phone = found?.phoneSealed ? vault.open('phone', id, found.phoneSealed).toString() : null;
  return found && { request: found.request, phone };
}

async function takeRequest(parts: RequestParts, by: Connector, typed: TypedRequest): Promise<RequestTaking> {
  const { requests, vault, clock, zone } = parts;
  const { kind, receivedOn } = typed;
  const phone = toE164(typed.phone);
  const fault = receiptFault(receivedOn, localDay(clock.now(), zone));
  if (phone === null || receivedOn === null || fault !== null) {
    const onPhone: readonly RequestFault[] = phone === null ? [{ field: 'phone', code: 'phone-invalid' }] : [];
    return { kind: 'faults', faults: [...onPhone, ...(fault ? [{ field: 'receivedOn', code: fault } as const] : [])] };
  }
  const before = await sameOpen(parts, by, kind, phone);
  if (before !== null) return { kind: 'open-already', id: before };
  const id = newId<string>();
  const days = daysOfLaw(kind, receivedOn, (await parts.policy()).isHoliday);
  const open = { answeredOn: null, closedOn: null, outcome: null };
  await requests.add({ id, unit: by.scope, kind, receivedOn, ...days, ...open }, vault.seal('phone', id, phone));
  await record(parts, by, 'request.taken', { id, unit: by.scope }, { kind });
  return { kind: 'taken', id };
}

/** Few are open at a time, and no hash of their telephones is kept: each is opened to be compared. */
async function sameOpen({ requests, vault }: RequestParts, { scope }: Connector, kind: RequestKind, phone: string) {
  const open = await requests.openOf(kind, scope);
  return open.find(({ id, phoneSealed }) => vault.open('phone', id, phoneSealed).toString() === phone)?.id ?? null;
}

/** False when somebody else was quicker. */
async function answerRequest(parts: RequestParts, by: Connector, request: PersonRequest): Promise<boolean> {
  const isAnswered = await parts.requests.answer(request.id, localDay(parts.clock.now(), parts.zone));
  if (isAnswered) await record(parts, by, 'request.answered', request, {});
  return isAnswered;
}

async function tell(parts: RequestParts, by: Connector, { request, phone }: FoundRequest): Promise<ToldTraces | null> {
  if (phone === null) return null;
  const [traces, units] = await Promise.all([tellPerson(parts, phone), parts.references.units()]);
  const dossiers = traces.dossiers.filter(({ unitCode }) => {
    const unit = units.get(unitCode);
    return by.scope === null || (unit !== undefined && isWithin(by.scope, unit));
  });
  await record(parts, by, 'person.told', request, { dossiers: dossiers.length });
  return { ...traces, dossiers, elsewhere: traces.dossiers.length - dossiers.length };
}

/**
 * Does what was asked, for the whole country, and closes the request with its telephone. Done twice it does no harm.
 * False when it was closed before.
 */
async function carryOut(parts: RequestParts, by: Connector, { request, phone }: FoundRequest): Promise<boolean> {
  if (phone === null) return false;
  switch (request.kind) {
    case 'deletion':
      await record(parts, by, 'person.erased', request, { ...(await erasePerson(parts, phone)) });
      break;
    case 'withdrawal':
      await record(parts, by, 'consent.withdrawn', request, { ...(await withdrawConsent(parts, phone)) });
      break;
    case 'access':
    case 'correction':
      break;
    default:
      return assertNever(request.kind);
  }
  return closeRequest(parts, by, request, 'done');
}

async function closeRequest(
  parts: RequestParts,
  by: Connector,
  request: PersonRequest,
  outcome: RequestOutcome,
): Promise<boolean> {
  const closedOn = localDay(parts.clock.now(), parts.zone);
  if (!(await parts.requests.close(request.id, outcome, closedOn))) return false;
  const facts = { kind: request.kind, outcome, inTime: isInTime({ ...request, closedOn }) };
  await record(parts, by, 'request.closed', request, facts);
  return true;
}

function record(
  parts: RequestParts,
  { actor }: Connector,
  action: Parameters<typeof recordAudit>[1]['action'],
  { id, unit }: Pick<PersonRequest, 'id' | 'unit'>,
  facts: Parameters<typeof recordAudit>[1]['facts'],
): Promise<void> {
  return recordAudit(parts, { action, actor, subject: id, unit, facts });
}
