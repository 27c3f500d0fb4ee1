/**
 * How many days what concerns a person is kept; the law sets no number and asks that one be chosen and published
 * (domain.md §5.1). After that it is deleted every night, without anybody asking.
 */
export const RETENTION_DAYS = {
  /**
   * Telephone, who held the slip, the chat of an ask, and why the dossier was late, after it closed: as long as signs of
   * interference look back.
   */
  contact: 65,
  /** The same of a dossier that was received and never completed: what takes longer has been forgotten itself. */
  intake: 365,
  /** A chat that nobody wrote in, and that no open survey needs. */
  chat: 180,
  /** What people wrote, after its response was released; the figures stay. */
  comment: 365,
  /** An uploaded file, and the rows of it that came back. */
  file: 1,
  /** Messages outside a survey, after they were due; and which updates came, longer than any platform repeats one (24 h). */
  message: 3,
  /** An update that could not be processed, for somebody to retry: within the days that the law gives a deletion (20). */
  setAside: 14,
  /** A job of the queues that failed for good. */
  job: 1,
  /** Wrong passwords for an e-mail address, after the last one. */
  attempt: 1,
} as const;
export type RetentionKind = keyof typeof RETENTION_DAYS;

const DAY_MS = 86_400_000;

export function retentionMs(kind: RetentionKind): number {
  return RETENTION_DAYS[kind] * DAY_MS;
}
