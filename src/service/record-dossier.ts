import { deserialize, serialize } from 'node:v8';
import type { RegistrationRow } from '../domain/dossier-check.ts';
import type { UnitScope } from '../domain/unit.ts';
import type { Vault } from '../lib/vault.ts';
import type { Clock } from './ports.ts';
import type { RegistrationRequest, RegistrationResult, Replaced } from './register-dossiers.ts';
import { dossierDigest } from './registration/merge-dossier.ts';

export interface RecordParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly registerDossiers: (request: RegistrationRequest) => Promise<readonly RegistrationResult[]>;
}

export interface Recording {
  readonly row: RegistrationRow;
  readonly actor: string;
  readonly scope: UnitScope;
  /** The person has seen that the dossier is known, and means to change it. */
  readonly confirmed: boolean;
}

export type Recorded =
  /** Known already: nothing was written, and these fields would change. */
  | { readonly kind: 'known'; readonly code: string; readonly fields: readonly string[] }
  | {
      readonly kind: 'registered';
      readonly result: RegistrationResult;
      /** Takes it back within a minute; null when there is nothing to take back. */
      readonly undo: string | null;
    };

/** What an undo needs; travels sealed with the browser, so that nothing of it is kept anywhere. */
export interface UndoNote {
  readonly code: string;
  readonly recordedAt: Date;
  /** Of the dossier as it was saved. */
  readonly digest: string;
  /** What it replaced; null when it was new. */
  readonly before: Replaced | null;
}

/**
 * Records one dossier from the screen. A code that is known is said before anything of it changes, but for the ordinary
 * second step, from intake to completion.
 */
export async function recordDossier(parts: RecordParts, recording: Recording): Promise<Recorded> {
  const { row, actor, scope, confirmed } = recording;
  const request = { rows: [row], actor, scope };
  const [tried] = await parts.registerDossiers({ ...request, dryRun: true });
  if (tried && tried.outcome === 'updated' && !confirmed && !isCompletion(tried, row)) {
    return { kind: 'known', code: tried.code, fields: tried.replaced?.fields ?? [] };
  }
  if (!tried || tried.outcome === 'rejected') return { kind: 'registered', result: tried ?? nothing(row), undo: null };
  const [result = nothing(row)] = await parts.registerDossiers({ ...request, dryRun: false });
  return { kind: 'registered', result, undo: undoOf(parts, actor, result) };
}

function isCompletion({ replaced }: RegistrationResult, row: RegistrationRow): boolean {
  return replaced !== null && replaced.dossier.completedAt === null && row.completedAt !== null;
}

function nothing({ code }: RegistrationRow): RegistrationResult {
  return { code, outcome: 'rejected', reasons: [], links: null, shortCode: null, saved: null, replaced: null };
}

function undoOf(
  parts: RecordParts,
  actor: string,
  { code, outcome, saved, replaced }: RegistrationResult,
): string | null {
  if (saved === null || (outcome !== 'created' && outcome !== 'updated')) return null;
  const note: UndoNote = { code, recordedAt: parts.clock.now(), digest: dossierDigest(saved), before: replaced };
  return parts.vault.seal('undo', actor, serialize(note)).toString('base64url');
}

/** Null when it is none, or another person's. */
export function openUndo(vault: Vault, actor: string, token: string): UndoNote | null {
  try {
    // Sealed by ourselves a minute ago: nobody else could have written it.
    return deserialize(vault.open('undo', actor, Buffer.from(token, 'base64url'))) as UndoNote;
  } catch {
    return null;
  }
}
