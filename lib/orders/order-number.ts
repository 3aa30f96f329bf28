/** The public number of an order, `SB-2026-000123`: year and running number within it. */
export function orderNumber(year: number, running: number): string {
  return `SB-${year}-${String(running).padStart(6, '0')}`
}

/** Whether text has the form of an order number. */
export function isOrderNumber(text: string): boolean {
  return /^SB-\d{4}-\d{6}$/.test(text)
}
