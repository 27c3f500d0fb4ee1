import type { UnitScope } from '../domain/unit.ts';
import type { DossierPosition } from './ports.ts';
import { statusOf, type DossierStatus, type ShowDossierParts } from './show-dossier.ts';

export interface DossierQuery {
  readonly scope: UnitScope;
  /** Registered, completed or corrected since; null for all. */
  readonly since: Date | null;
  /** Null: from the start. */
  readonly after: DossierPosition | null;
  readonly limit: number;
}

export interface DossierPage {
  readonly dossiers: readonly DossierStatus[];
  /** Where the next page begins, also one that has nothing to show yet; null where nothing has ever been shown. */
  readonly end: DossierPosition | null;
  readonly more: boolean;
}

/**
 * Dossiers in the order of their last registration, completion or correction, each with what staff may know. Whoever
 * goes on from page to page meets every change once, whatever is registered meanwhile. What a citizen does moves no
 * dossier in this order.
 */
export async function listDossiers(parts: ShowDossierParts, query: DossierQuery): Promise<DossierPage> {
  const found = await parts.dossiers.list({ ...query, limit: query.limit + 1 });
  const shown = found.slice(0, query.limit);
  const now = parts.clock.now();
  return {
    dossiers: shown.map((record) => statusOf(parts, record, now)),
    end: shown.at(-1)?.position ?? query.after,
    more: found.length > shown.length,
  };
}
