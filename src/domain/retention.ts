/**
 * How many days what concerns a person is kept; the law sets no number and asks that one be chosen and published
 * (domain.md §5.1). After that it is deleted every night, without anybody asking.
 */
export const RETENTION_DAYS = {
  /** Telephone, who held the slip, and the chat of an ask, after it closed: as long as signs of interference look back. */
  contact: 65,
  /** A chat that nobody wrote in, and that no open survey needs. */
  chat: 180,
  /** What people wrote, after its response was released; the figures stay. */
  comment: 365,
  /** An uploaded file, and the rows of it that came back. */
  file: 1,
  /** Messages outside a survey, after they were due. */
  message: 3,
} as const;
export type RetentionKind = keyof typeof RETENTION_DAYS;
