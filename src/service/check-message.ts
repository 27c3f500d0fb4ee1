import type { DossierStore } from './ports.ts';

export const VERIFY_PATH = '/xac-minh';

/**
 * Whether an invitation with this short code went out, so that its reader can tell ours from a scam. Says nothing else:
 * not of which dossier, to whom, when or what became of it.
 */
export function checkMessage(
  { dossiers }: { readonly dossiers: Pick<DossierStore, 'isInvited'> },
  shortCode: string,
): Promise<boolean> {
  return dossiers.isInvited(shortCode);
}
