import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hash, inclusionProof, isIncluded, leafHash, merkleRoot } from '../../src/domain/merkle.ts';
import { fromHex, toHex } from '../../src/lib/hex.ts';
import { sha256 } from '../../src/lib/vault.ts';

const hash: Hash = (bytes) => sha256(bytes);
const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();

// Leaves, roots and proofs of the certificate transparency tests: transparency-dev/merkle, testonly/constants.go and
// testonly/reference_test.go.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (data) => leafHash(hash, bytes(data)),
);

const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const trees = fc
  .array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 40 })
  .chain((data) => fc.tuple(fc.constant(data.map((one) => leafHash(hash, one))), fc.nat(data.length - 1)));

function proofOf(tree: readonly Uint8Array[], position: number) {
  const proof = inclusionProof(hash, tree, position);
  if (proof === null) throw new Error('expected a proof');
  return proof;
}

describe('domain/merkle', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('gives %i leaves the published root', (size, root) => {
    expect(toHex(merkleRoot(hash, leaves.slice(0, size)))).toBe(root);
  });

  it.each([
    [0, 1, []],
    [0, 2, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7']],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('proves leaf %i of %i by the published path', (position, size, path) => {
    const tree = leaves.slice(0, size);
    const proof = proofOf(tree, position);
    expect(proof.path.map(toHex)).toEqual(path);
    expect(isIncluded(hash, tree[position] ?? new Uint8Array(), proof, bytes(ROOTS[size] ?? ''))).toBe(true);
  });

  it('proves every leaf of every tree, and no other leaf, position, size or root', () => {
    fc.assert(
      fc.property(trees, fc.uint8Array({ minLength: 13, maxLength: 14 }), ([tree, position], other) => {
        const [leaf, proof, root] = [tree[position] ?? other, proofOf(tree, position), merkleRoot(hash, tree)];
        expect(isIncluded(hash, leaf, proof, root)).toBe(true);
        expect(isIncluded(hash, leafHash(hash, other), proof, root)).toBe(false);
        expect(isIncluded(hash, leaf, proof, leafHash(hash, other))).toBe(false);
        expect(isIncluded(hash, leaf, { ...proof, path: [...proof.path, root] }, root)).toBe(false);
        expect(proof.path.length === 0 || !isIncluded(hash, leaf, { ...proof, path: proof.path.slice(1) }, root)).toBe(
          true,
        );
        expect(isIncluded(hash, leaf, { ...proof, position: proof.size }, root)).toBe(false);
      }),
    );
  });

  it('has another root when a leaf is changed, added, removed or moved', () => {
    fc.assert(
      fc.property(trees, fc.uint8Array({ minLength: 13, maxLength: 14 }), ([tree, position], other) => {
        const root = toHex(merkleRoot(hash, tree));
        const foreign = leafHash(hash, other);
        expect(toHex(merkleRoot(hash, tree.with(position, foreign)))).not.toBe(root);
        expect(toHex(merkleRoot(hash, [...tree, foreign]))).not.toBe(root);
        expect(toHex(merkleRoot(hash, tree.toSpliced(position, 1)))).not.toBe(root);
        expect(toHex(merkleRoot(hash, [foreign, ...tree]))).not.toBe(toHex(merkleRoot(hash, [...tree, foreign])));
      }),
    );
  });

  it('never takes a node for a leaf', () => {
    const [a = new Uint8Array(), b = new Uint8Array()] = leaves;
    const root = merkleRoot(hash, [a, b]);
    expect(toHex(leafHash(hash, new Uint8Array([...a, ...b])))).not.toBe(toHex(root));
  });

  it('proves nothing outside the tree', () => {
    expect(inclusionProof(hash, leaves, 8)).toBeNull();
    expect(inclusionProof(hash, leaves, -1)).toBeNull();
    expect(inclusionProof(hash, [], 0)).toBeNull();
  });
});
