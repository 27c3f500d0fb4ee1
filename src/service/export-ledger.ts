import { z } from 'zod';
import type { Response } from '../domain/response.ts';
import { ledgerLeaf } from '../domain/ledger.ts';
import { verifyLedger, type LedgerData, type PublishedHash } from '../domain/verify-ledger.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { CodedError } from '../lib/coded-error.ts';
import { fromHex, toHex } from '../lib/hex.ts';
import { eachResponse, genuine, type CheckParts, type LedgerCheck } from './check-ledger.ts';
import { ledgerHash, saltOf } from './ledger-leaf.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Count = z.number().int();

const Line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('response'), unitCode: z.string(), releasedOn: Day, salt: Hash, content: z.string() }),
  z.object({ kind: z.literal('leaf'), unitCode: z.string(), day: Day, leaf: Hash, withdrawnOn: Day.nullable() }),
  z.object({
    kind: z.literal('entry'),
    unitCode: z.string(),
    day: Day,
    previous: Hash,
    finished: Count,
    released: Count,
    waiting: Count,
    withdrawn: Count,
    discarded: Count,
    passedUp: Count.default(0),
    takenIn: Count.default(0),
    leaves: Count,
    root: Hash,
    withdrawnRoot: Hash,
  }),
  z.object({
    kind: z.literal('passage'),
    unitCode: z.string(),
    provinceCode: z.string(),
    day: Day,
    ballots: Count,
  }),
  z.object({ kind: z.literal('day'), day: Day, previous: Hash, entries: Count, root: Hash }),
]);
type Line = z.infer<typeof Line>;

/**
 * One JSON object a line: every response as the ledger hashed it, with its salt, and the ledger. It holds answers, so
 * it is for an auditor's eyes; comments are in it by their marks only.
 */
export async function* exportLedger({ ledger, vault }: CheckParts): AsyncGenerator<string> {
  const { leaves, entries, days, passages } = await ledger.everything();
  for (const leaf of leaves) yield lineOf({ kind: 'leaf', ...genuine(vault, leaf) });
  for (const passage of passages) yield lineOf({ kind: 'passage', ...passage });
  for (const entry of entries) yield lineOf({ kind: 'entry', ...entry });
  for (const day of days) yield lineOf({ kind: 'day', ...day });
  for await (const response of eachResponse(ledger)) yield lineOf(exported(response, saltOf(vault, response.id)));
}

function exported(response: Response, salt: Uint8Array): Line {
  const { comment: _, ...content } = response;
  const { unitCode, releasedOn } = response;
  return { kind: 'response', unitCode, releasedOn, salt: toHex(salt), content: canonicalJson(content) };
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** Checks an export without database and key. @throws CodedError `export-malformed` */
export function checkExport(text: string, published: readonly PublishedHash[]): LedgerCheck {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map(parse);
  const of = <Kind extends Line['kind']>(kind: Kind) =>
    lines.filter((line): line is Extract<Line, { kind: Kind }> => line.kind === kind);
  const responses = of('response').map(({ unitCode, releasedOn, salt, content }) => {
    return { unitCode, releasedOn, leaf: ledgerLeaf(ledgerHash, fromHex(salt) ?? new Uint8Array(), content) };
  });
  const data: LedgerData = {
    responses,
    leaves: of('leaf'),
    passages: of('passage'),
    entries: of('entry'),
    days: of('day'),
    published,
  };
  return { faults: verifyLedger(ledgerHash, data), days: data.days.length, responses: responses.length };
}

function parse(line: string, i: number): Line {
  try {
    return Line.parse(JSON.parse(line));
  } catch (cause) {
    throw new CodedError('export-malformed', `Line ${i + 1} is not one of a ledger's export.`, { cause });
  }
}
