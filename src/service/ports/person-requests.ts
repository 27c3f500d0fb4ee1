import type { PersonRequest, RequestKind, RequestOutcome } from '../../domain/person-request.ts';
import type { UnitScope } from '../../domain/unit.ts';

/** Open requests whose next step is due by some day, or was. */
export interface PressingRequests {
  readonly overdue: number;
  readonly soon: number;
  /** The earliest day among them; null when there are none. */
  readonly day: string | null;
}

export interface RequestStore {
  add(request: PersonRequest, phoneSealed: Buffer): Promise<void>;
  /** Of units within the scope: open ones by what is due first, then the last that were closed. */
  list(scope: UnitScope, closedLimit: number): Promise<readonly PersonRequest[]>;
  find(
    id: string,
    scope: UnitScope,
  ): Promise<{ readonly request: PersonRequest; readonly phoneSealed: Buffer | null } | null>;
  /** Open ones of a kind that somebody of just this scope took in, the first received first. */
  openOf(kind: RequestKind, unit: UnitScope): Promise<readonly { readonly id: string; readonly phoneSealed: Buffer }[]>;
  /** False when it was answered or closed before. */
  answer(id: string, day: string): Promise<boolean>;
  /** The telephone goes with it. False when it was closed before. */
  close(id: string, outcome: RequestOutcome, day: string): Promise<boolean>;
  pressing(scope: UnitScope, today: string, until: string): Promise<PressingRequests>;
}
