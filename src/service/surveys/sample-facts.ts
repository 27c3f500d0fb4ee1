import type { Facts } from '../../domain/text/facts.ts';

/** Of no dossier: what previews of our words name. */
export const SAMPLE: Facts = {
  unitName: 'UBND phường Mẫu',
  dossierTail: '0042',
  dueOn: '2026-11-25',
  returnedOn: '2026-11-24',
  outcome: 'issued',
  late: false,
  lateReason: null,
  apologySentOn: null,
  shortCode: 'K7M2QX',
  closesOn: '2026-12-01',
  complaintPhone: '1022',
  bereavement: false,
};
