import { fromHex, toHex } from '../lib/hex.ts';
import { leafHash, merkleRoot, type Hash } from './merkle.ts';
import type { UnitCode } from './unit.ts';

/** A hash in lower-case hexadecimal. */
export type Hex = string;

/** What has become of every ballot of a unit, all days together. */
export interface LedgerCounts {
  /** Surveys that ended with a ballot, as the register counts them. */
  readonly finished: number;
  /** Responses that are counted now. */
  readonly released: number;
  /** Still in the mix. */
  readonly waiting: number;
  readonly withdrawn: number;
  readonly discarded: number;
  /** Of a commune: left its mix at the end of a quarter, to be counted with its province. */
  readonly passedUp: number;
  /** Of a province: came so from its communes. */
  readonly takenIn: number;
}

/** Ballots of a commune that became responses of its province on a local day. */
export interface Passage {
  readonly unitCode: UnitCode;
  readonly provinceCode: UnitCode;
  readonly day: string;
  readonly ballots: number;
}

/** One unit's line of a day; each commits to the one before it. */
export interface LedgerEntry extends LedgerCounts {
  readonly unitCode: UnitCode;
  /** Local calendar day: the entry holds what happened since the entry before it, up to the end of this day. */
  readonly day: string;
  /** Hash of the unit's entry before; `GENESIS` for the first. */
  readonly previous: Hex;
  /** Leaves added, and the Merkle root over them in the order of their hashes. */
  readonly leaves: number;
  readonly root: Hex;
  /** The same over the leaves withdrawn. */
  readonly withdrawnRoot: Hex;
}

/** All units' entries of a day under one hash, chained from day to day: the one line to print and to send. */
export interface LedgerDay {
  readonly day: string;
  readonly previous: Hex;
  readonly entries: number;
  readonly root: Hex;
}

export const GENESIS: Hex = '0'.repeat(64);

/** Every ballot is somewhere: nothing was lost on the way, nothing came from elsewhere. */
export function addsUp(counts: LedgerCounts): boolean {
  const { finished, released, waiting, withdrawn, discarded, passedUp, takenIn } = counts;
  return finished + takenIn === released + waiting + withdrawn + discarded + passedUp;
}

/**
 * The leaf of a response: salted, so that whoever sees it cannot try out answers until one fits.
 * @param salt 32 bytes that never enter the database
 */
export function ledgerLeaf(hash: Hash, salt: Uint8Array, content: string): Hex {
  const text = new TextEncoder().encode(content);
  const data = new Uint8Array(salt.length + text.length);
  data.set(salt);
  data.set(text, salt.length);
  return toHex(leafHash(hash, data));
}

/** Over leaves in the order of their hashes, which tells nothing of the order in which they came. */
export function rootOfLeaves(hash: Hash, leaves: readonly Hex[]): Hex {
  return toHex(merkleRoot(hash, inTreeOrder(leaves).map(bytesOf)));
}

export function inTreeOrder(leaves: readonly Hex[]): readonly Hex[] {
  return leaves.toSorted();
}

export function bytesOf(hex: Hex): Uint8Array {
  return fromHex(hex) ?? new Uint8Array();
}

/** SHA-256 of these lines, ended by a line feed each: anybody can compute it from what is published. */
export function entryHash(hash: Hash, entry: LedgerEntry): Hex {
  const { passedUp, takenIn } = entry;
  const isPlain = passedUp === 0 && takenIn === 0;
  return hashLines(hash, [
    `hai-long ledger entry ${isPlain ? '1' : '2'}`,
    `unit ${entry.unitCode}`,
    `day ${entry.day}`,
    `previous ${entry.previous}`,
    `finished ${entry.finished}`,
    `released ${entry.released}`,
    `waiting ${entry.waiting}`,
    `withdrawn ${entry.withdrawn}`,
    `discarded ${entry.discarded}`,
    ...(isPlain ? [] : [`passed-up ${passedUp}`, `taken-in ${takenIn}`]),
    `leaves ${entry.leaves}`,
    `root ${entry.root}`,
    `withdrawn-root ${entry.withdrawnRoot}`,
  ]);
}

export function dayHash(hash: Hash, day: LedgerDay): Hex {
  return hashLines(hash, [
    'hai-long ledger day 1',
    `day ${day.day}`,
    `previous ${day.previous}`,
    `entries ${day.entries}`,
    `root ${day.root}`,
  ]);
}

/** The Merkle root over entry hashes, in the order of their units. */
export function rootOfEntries(hash: Hash, entries: readonly LedgerEntry[]): Hex {
  const inOrder = entries.toSorted((a, b) => (a.unitCode < b.unitCode ? -1 : 1));
  return toHex(
    merkleRoot(
      hash,
      inOrder.map((entry) => leafHash(hash, bytesOf(entryHash(hash, entry)))),
    ),
  );
}

function hashLines(hash: Hash, lines: readonly string[]): Hex {
  return toHex(hash(new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))));
}
