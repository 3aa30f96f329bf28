/** Which part of a large table is shown: lines and columns counted from 0. */
export interface TableWindow {
  readonly fromRow: number
  readonly fromColumn: number
}

export const WINDOW_ROWS = 40
export const WINDOW_COLUMNS = 14

export interface DisclosureChoices extends TableWindow {
  readonly view: 'inside' | 'outside'
  /** Address of the chosen cell, or null. */
  readonly cell: number | null
}

/** Reads what of the table is asked for; what cannot be read is as if not asked. */
export function parseDisclosure(params: Readonly<Record<string, string | readonly string[] | undefined>>): DisclosureChoices {
  const whole = (name: string) => {
    const text = params[name]
    return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null
  }
  return {
    view: params.vis === 'udefra' ? 'outside' : 'inside',
    fromRow: whole('raekke') ?? 0,
    fromColumn: whole('kolonne') ?? 0,
    cell: whole('celle'),
  }
}

/** The address of a view of the table. */
export function disclosureHref(orderId: string, { view, fromRow, fromColumn, cell }: DisclosureChoices): string {
  const params = new URLSearchParams({
    ...(view === 'outside' ? { vis: 'udefra' } : {}),
    ...(fromRow > 0 ? { raekke: String(fromRow) } : {}),
    ...(fromColumn > 0 ? { kolonne: String(fromColumn) } : {}),
    ...(cell === null ? {} : { celle: String(cell) }),
  })
  return `/sager/${orderId}/tabel${params.size > 0 ? `?${params}` : ''}`
}
