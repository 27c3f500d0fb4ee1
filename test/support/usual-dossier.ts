import type { Dossier } from '../../src/domain/dossier.ts';

/** What is the same in most dossiers; all of them are issued to a person and on time. */
export const USUAL_DOSSIER = {
  returnedAt: null,
  outcome: 'issued',
  language: 'vi',
  applicant: 'person',
  officer: null,
  lateReason: null,
  apologySentAt: null,
} as const satisfies Partial<Dossier>;
