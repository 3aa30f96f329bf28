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

/** Texts typed in the page's other forms, by the name of their field. */
export function typedBeside(page: HTMLElement): Record<string, string> {
  const fields = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'form:not([method=get]) textarea, form:not([method=get]) input[type=text]',
  )
  return Object.fromEntries([...fields].filter(({ value }) => value !== '').map(({ name, value }) => [name, value]))
}
