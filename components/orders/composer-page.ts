/** Reads what stands on a composer page in the browser: the table in its fields, and what is typed beside it. */

/** Fields of the page itself: which time it was drawn, the way back from advice, and what the table is kept as. */
const OWN_FIELDS = new Set(['udgave', 'fortryd', 'kladde'])

/** The table's fields as in an address, in a fixed order; those of the address where the form has not been drawn from it yet. */
export function composedFields(page: HTMLElement, search: string): string {
  const form = page.querySelector<HTMLFormElement>('form[method=get]')
  const entries = form ? [...new FormData(form)] : [...new URLSearchParams(search)]
  const fields = entries.filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '' && !OWN_FIELDS.has(entry[0]),
  )
  return new URLSearchParams(fields).toString()
}

/** The fields of an address without the page's own. */
export function tableFields(search: string): string {
  const fields = [...new URLSearchParams(search)].filter(([name]) => !OWN_FIELDS.has(name))
  return new URLSearchParams(fields).toString()
}

/** Texts in the page's other forms, by the name of their field: as they are typed now, or as the page was sent. */
export function typedBeside(page: HTMLElement, as: 'typed' | 'sent' = 'typed'): Record<string, string> {
  const fields = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'form:not([method=get]) textarea, form:not([method=get]) input[type=text]',
  )
  const texts = [...fields].map((field) => [field.name, as === 'typed' ? field.value : field.defaultValue] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** A field that stands otherwise than the page was sent, where there is one: it was changed before the page's scripts had started. */
export function changedField(form: HTMLFormElement): Element | null {
  return [...form.elements].find(isChanged) ?? null
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options]
    const sent = options.findIndex((option) => option.defaultSelected)
    return field.multiple
      ? options.some((option) => option.selected !== option.defaultSelected)
      : field.selectedIndex !== Math.max(sent, 0)
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked
}
