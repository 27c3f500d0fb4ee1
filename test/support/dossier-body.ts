/** A dossier as the API takes it. */
export interface DossierBody {
  readonly code: string;
  readonly unit: string;
  readonly procedure: string;
  readonly filedVia: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly completedAt?: string;
  readonly returnedAt?: string;
  readonly outcome?: string;
  readonly phone?: string;
  readonly applicant?: string;
}

export interface ApiResult {
  readonly code: string;
  readonly outcome: string;
  readonly reasons?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  readonly links?: { readonly web: string; readonly telegram?: string; readonly zaloCode?: string };
}

let serial = 0;

/** A birth registration that was completed an hour ago, on time. */
export function completedDossier(): DossierBody {
  serial += 1;
  const hour = 3_600_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  return {
    code: `H26.99.01-261005-${String(serial).padStart(4, '0')}`,
    unit: '99001',
    procedure: '1.001193',
    filedVia: 'counter',
    receivedAt: '2026-10-05T08:00:00+07:00',
    dueAt: at(48 * hour),
    completedAt: at(-hour),
    returnedAt: at(-hour),
  };
}
