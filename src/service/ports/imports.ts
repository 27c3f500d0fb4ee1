import type {
  DossierImport,
  FaultCounts,
  FileKind,
  ImportCounts,
  ImportState,
} from '../../domain/dossier-import/import.ts';

export type PieceKind = 'file' | 'rejected';

export interface StoredImport extends DossierImport {
  /** Of `ImportPlan`; null while the file is coming in. */
  readonly plan: Buffer | null;
  /** Turns taken since the last progress: many of them mean that something kills the process. */
  readonly attempts: number;
}

export interface ImportChanges {
  readonly state?: ImportState;
  readonly kind?: FileKind;
  readonly byteCount?: number;
  readonly rowCount?: number;
  readonly plan?: Buffer;
  readonly failure?: string | null;
}

export interface ImportProgress {
  /** Rows dealt with before and after this batch. */
  readonly from: number;
  readonly to: number;
  /** Totals after it. */
  readonly counts: ImportCounts;
  readonly faults: FaultCounts;
  /** What came back of the batch. */
  readonly rejected: Buffer | null;
}

export interface ImportStore {
  create(one: Pick<DossierImport, 'id' | 'actor' | 'scope' | 'kind'>): Promise<void>;
  /** Null when there is none, or another person's. */
  find(id: string, actor: string): Promise<StoredImport | null>;
  /** Newest first. */
  list(actor: string): Promise<readonly DossierImport[]>;
  /** False when it is in none of these states any more. Leads to `checking` or `importing`: counts begin anew. */
  change(id: string, from: readonly ImportState[], changes: ImportChanges): Promise<boolean>;
  addPiece(id: string, kind: PieceKind, position: number, sealed: Buffer): Promise<void>;
  piece(id: string, kind: PieceKind, position: number): Promise<Buffer | null>;
  /** In order. */
  positions(id: string, kind: PieceKind): Promise<readonly number[]>;
  removePieces(id: string, kind: PieceKind): Promise<void>;
  remove(id: string): Promise<void>;
  /** The running import that waited longest, for so long; null when all are claimed or none runs. */
  claim(leaseMs: number): Promise<StoredImport | null>;
  /** Keeps the claim for as long again; false when the import is no longer at `from`. */
  progress(id: string, state: ImportState, progress: ImportProgress, leaseMs: number): Promise<boolean>;
  release(id: string): Promise<void>;
  /** Imports that nothing happened to for so long, whatever their state; returns how many went. */
  forget(olderThanMs: number): Promise<number>;
}
