import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Classification, classificationSchema } from '#lib/catalogue/classification.ts'
import { readClassificationCsv, readSks } from '#lib/catalogue/read-classification.ts'
import type { Declaration } from './declaration.ts'
import { ImportError } from './import-error.ts'

/** The declaration's classifications with their codes read from the files they name. */
export function readClassifications({ classifications }: Declaration, dir: string): Classification[] {
  return classifications.map((given) => {
    if ('nodes' in given) return given
    const file = 'csv' in given ? given.csv : given.sks.file
    const path = join(dir, file)
    const nodes =
      'csv' in given
        ? readClassificationCsv(textOf(path, 'utf8'))
        : readSks(textOf(path, 'latin1'), {
            type: given.sks.type,
            levels: given.levels.map(({ id }, at) => ({ id, length: given.sks.lengths[at] ?? 0 })),
          })
    if (!nodes.ok) throw new ImportError(`${path}, line ${nodes.line}: ${nodes.reason}`)
    const { id, label, version, validFrom, validTo, source, levels } = given
    const read = classificationSchema.safeParse({ id, label, version, validFrom, validTo, source, levels, nodes: nodes.value })
    if (!read.success) {
      const [issue] = read.error.issues
      throw new ImportError(`${path}: ${issue?.path.join('.')}: ${issue?.message}`)
    }
    return read.data
  })
}

function textOf(path: string, encoding: 'utf8' | 'latin1'): string {
  try {
    return readFileSync(path, encoding)
  } catch {
    throw new ImportError(`${path}: can't be read`)
  }
}
