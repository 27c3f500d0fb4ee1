import { randomUUID } from 'node:crypto';
import type { ChatId } from '../../../src/domain/ids.ts';
import { asId } from '../../../src/domain/ids.ts';
import { addressIndex, phoneIndex } from '../../../src/service/fingerprint.ts';
import { API_KEY } from '../../support/fixed-secrets.ts';
import { ACCOUNT, type Product } from './product.ts';

/** People `from` to `from + count - 1`; each has a chat, a telephone and one dossier. */
export interface People {
  readonly from: number;
  readonly count: number;
}

export const FIRST_CHAT = 1_000_000_000;
const AT_ONCE = 5_000;
const ROWS_PER_CALL = 1_000;
const HOUR_MS = 3_600_000;

export function chatOf(person: number): number {
  return FIRST_CHAT + person;
}

/** Made up: nobody is called. */
function phoneOf(person: number): string {
  return `091${String(person).padStart(7, '0')}`;
}

/** As if all had shared their telephone with the bot at some earlier time. */
export async function addChats({ pool, vault }: Product, { from, count }: People): Promise<void> {
  for (let start = from; start < from + count; start += AT_ONCE) {
    const people = Array.from({ length: Math.min(AT_ONCE, from + count - start) }, (_, i) => start + i);
    const rows = people.map((person) => {
      const id = asId<ChatId>(randomUUID());
      const address = String(chatOf(person));
      return {
        id,
        address_index: addressIndex(vault, 'telegram', ACCOUNT, address),
        address_sealed: vault.seal('address', id, address).toString('base64'),
        phone_index: phoneIndex(vault, `+84${phoneOf(person).slice(1)}`),
      };
    });
    await pool.query(
      `INSERT INTO register.chat (id, channel, account, address_index, address_sealed, phone_index, last_inbound_at)
       SELECT r.id, 'telegram', $2, decode(r.address_index, 'hex'), decode(r.address_sealed, 'base64'),
         decode(r.phone_index, 'hex'), now()
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, address_index text, address_sealed text, phone_index text)`,
      [JSON.stringify(rows), ACCOUNT],
    );
  }
}

/** Where a person's dossier was handled. */
export type CommuneOf = (person: number) => string;

export function spreadOver(communes: number): CommuneOf {
  return (person) => String(30_001 + (person % communes));
}

/**
 * Registers one completed dossier a person through the API, a thousand a call and two calls at a time, and returns
 * when each person's was accepted, epoch milliseconds.
 * @throws Error when one is rejected
 */
export async function registerDossiers(
  { url }: Product,
  { from, count }: People,
  communeOf: CommuneOf,
): Promise<ReadonlyMap<number, number>> {
  const acceptedAt = new Map<number, number>();
  let next = from;
  async function run(): Promise<void> {
    while (next < from + count) {
      const start = next;
      next += ROWS_PER_CALL;
      const people = Array.from({ length: Math.min(ROWS_PER_CALL, from + count - start) }, (_, i) => start + i);
      await registerCall(url, people, communeOf);
      const now = Date.now();
      for (const person of people) acceptedAt.set(person, now);
    }
  }
  await Promise.all([run(), run()]);
  return acceptedAt;
}

export async function registerCall(url: string, people: readonly number[], communeOf: CommuneOf): Promise<void> {
  const answer = await fetch(`${url}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(people.map((person) => dossierOf(person, communeOf(person)))),
  });
  const body = (await answer.json()) as { readonly results?: readonly { readonly outcome: string }[] };
  const rejected = body.results?.find(({ outcome }) => outcome !== 'created');
  if (!answer.ok || !body.results || rejected) {
    throw new Error(`The API answered ${String(answer.status)}: ${JSON.stringify(rejected ?? body)}.`);
  }
}

/** Ordered as people are. */
export function dossierCodeOf(person: number): string {
  return `H26.30.01-261005-${String(person).padStart(7, '0')}`;
}

function dossierOf(person: number, unit: string) {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  return {
    code: dossierCodeOf(person),
    unit,
    procedure: '1.001193',
    filedVia: person % 3 === 0 ? 'online' : 'counter',
    receivedAt: '2026-10-05T08:00:00+07:00',
    dueAt: at(48 * HOUR_MS),
    completedAt: at(-HOUR_MS),
    returnedAt: at(-HOUR_MS),
    phone: phoneOf(person),
  };
}
