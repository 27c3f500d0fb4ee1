import type { Facts } from '../../../src/domain/text/facts.ts';

export const sampleFacts: Facts = {
  unitName: 'UBND phường Cầu Giấy',
  dossierTail: '0975',
  dueOn: '2026-11-18',
  returnedOn: '2026-11-22',
  outcome: 'issued',
  late: false,
  lateReason: null,
  apologySentOn: null,
  shortCode: 'K7M2QX',
  closesOn: '2026-11-29',
  complaintPhone: '1022',
  bereavement: false,
};
