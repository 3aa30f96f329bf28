/** Writes into a field of a form as if somebody had typed it: the form hears of it like of any other change. */
export function writeField(field: HTMLTextAreaElement | null, value: string): void {
  if (!field) return
  // React keeps its own note of what stands in a field, and would take a plain assignment for its own.
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
