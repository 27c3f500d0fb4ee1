import { sha256 } from '../../../src/lib/vault.ts';
import type { ReceiptView } from '../../../src/service/show-receipt.ts';

const hash = (text: string) => sha256(text).toString('hex');

export const proofSample: ReceiptView = {
  kind: 'counted',
  unitCode: '99001',
  day: '2026-11-20',
  askedBackOn: null,
  proof: {
    day: '2026-11-20',
    root: hash('root'),
    leaf: hash('leaf'),
    position: 11,
    size: 23,
    path: ['a', 'b', 'c', 'd', 'e'].map(hash),
    holds: true,
  },
};
