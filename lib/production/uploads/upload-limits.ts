/** What a file may be at most. A table of 100 000 cells is 2 to 5 MB. */
export const UPLOAD_LIMITS = {
  bytes: 8 * 1024 * 1024,
  rows: 400_000,
  columns: 400,
  cells: 3_000_000,
  /** Unpacked size of a workbook's parts, together and against their packed size: more is a bomb, not a table. */
  unpackedBytes: 256 * 1024 * 1024,
  unpackedPerPacked: 200,
  zipEntries: 500,
} as const

/** Days after which a file is removed, whatever became of its order; the table made from it stays as other tables do. */
export const UPLOAD_DAYS = 60
