/** SHA-256 in practice. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** Where a leaf stands in a tree of `size` leaves, and the hashes beside its way up, from the bottom. */
export interface InclusionProof {
  readonly position: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

const LEAF = 0;
const NODE = 1;

/** A leaf can never pass for a node: the two are hashed with different first bytes (RFC 6962 §2.1, RFC 9162 §2.1.1). */
export function leafHash(hash: Hash, data: Uint8Array): Uint8Array {
  return hash(joined(Uint8Array.of(LEAF), data));
}

function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(joined(Uint8Array.of(NODE), left, right));
}

/** Root of a Merkle tree over leaf hashes in their order (RFC 6962 §2.1); of no leaves, the hash of nothing. */
export function merkleRoot(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return hash(new Uint8Array());
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return nodeHash(hash, merkleRoot(hash, leaves.slice(0, split)), merkleRoot(hash, leaves.slice(split)));
}

/** The audit path of RFC 6962 §2.1.1. Null for a position outside the tree. */
export function inclusionProof(hash: Hash, leaves: readonly Uint8Array[], position: number): InclusionProof | null {
  if (!Number.isInteger(position) || position < 0 || position >= leaves.length) return null;
  return { position, size: leaves.length, path: pathTo(hash, leaves, position) };
}

function pathTo(hash: Hash, leaves: readonly Uint8Array[], position: number): readonly Uint8Array[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return position < split
    ? [...pathTo(hash, left, position), merkleRoot(hash, right)]
    : [...pathTo(hash, right, position - split), merkleRoot(hash, left)];
}

/** Whether the proof leads from the leaf to the root (RFC 9162 §2.1.3.2). */
export function isIncluded(hash: Hash, leaf: Uint8Array, proof: InclusionProof, root: Uint8Array): boolean {
  if (proof.position < 0 || proof.position >= proof.size) return false;
  let [at, last] = [proof.position, proof.size - 1];
  let computed = leaf;
  for (const sibling of proof.path) {
    if (last === 0) return false;
    const isRight = at % 2 === 1 || at === last;
    computed = isRight ? nodeHash(hash, sibling, computed) : nodeHash(hash, computed, sibling);
    // The last leaf of an uneven level moves up without a sibling.
    if (isRight) while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameBytes(computed, root);
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
