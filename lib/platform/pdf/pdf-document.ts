/** One line of a table: its headings, then its cells. */
export interface PdfRow {
  readonly headings: readonly string[]
  readonly cells: readonly string[]
  /** Totals and subtotals stand out. */
  readonly isStrong?: boolean
}

export interface PdfTable {
  readonly kind: 'table'
  readonly caption: string
  /** Names of the heading columns, as many as each row has headings; none for a list of names and values. */
  readonly corner: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly PdfRow[]
  /** Figures stand to the right, words to the left. */
  readonly align: 'left' | 'right'
  /** Words for a table too wide for the page: "columns 1–8 of 20". */
  readonly partLabel?: (from: number, to: number, of: number) => string
}

export interface PdfChart {
  readonly kind: 'chart'
  /** What a reader who does not see the picture is told. */
  readonly alternative: string
  readonly shape: 'bar' | 'line'
  readonly categories: readonly string[]
  /** One value for each category; null is not drawn. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly showNumber: (value: number) => string
}

export type PdfPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isSmall?: boolean }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly isNumbered?: boolean }
  | PdfTable
  | PdfChart

/** A whole document as data: what it says and in which order. How it looks and how it is tagged is the writer's matter. */
export interface PdfDocument {
  readonly title: string
  readonly subject: string
  readonly author: string
  /** Language of the text, as in `da-DK`. */
  readonly language: string
  /** An instant; part of the file, so that the same document gives the same bytes. */
  readonly madeAt: Date
  readonly isWide: boolean
  readonly footer: (page: number, pages: number) => string
  readonly parts: readonly PdfPart[]
}
