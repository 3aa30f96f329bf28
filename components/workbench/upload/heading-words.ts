import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'

/** What a dimension is called in the reader's language; its id when the catalogue has no words for it. */
export function axisName(axes: readonly UploadAxis[], id: string, locale: string): string {
  return axes.find((axis) => axis.id === id)?.names[locale === 'en' ? 1 : 0] ?? id
}

/** What a code of a dimension is called, with the code itself where the words do not say it. */
export function codeName(axis: UploadAxis | undefined, code: string, locale: string): string {
  const labels = axis?.labels[axis.codes.indexOf(code)] ?? []
  const label = (locale === 'en' ? labels[1] : labels[0]) ?? labels[0] ?? code
  return label === code || code === axis?.codes[0] ? label : `${label} (${code})`
}
