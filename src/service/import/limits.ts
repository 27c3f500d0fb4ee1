/** What a file of dossiers may hold; a province's year of one commune is a tenth of it. */
export const IMPORT_LIMITS = {
  fileBytes: 32 * 1_048_576,
  rows: 200_000,
  columns: 100,
  /** Of a cell; longer than anything that the register takes. */
  characters: 1_000,
  /** Unpacked. */
  sheetBytes: 256 * 1_048_576,
  stringBytes: 64 * 1_048_576,
} as const;
