import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { formatNumber } from '#components/ui/format.ts'
import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'

const coarserSchema = z.array(
  z.object({ variable: z.string(), level: z.string().nullable(), hidden: z.number(), cells: z.number() }),
)

/** What would make a table that can be protected: each way was tried by the run itself. Nothing when none was found or tried. */
export async function CoarserList({
  coarser,
  registerId,
  catalogue,
  locale,
}: {
  coarser: unknown
  registerId: string
  catalogue: Catalogue
  locale: Locale
}) {
  const t = await getTranslations('analyst.runs')
  const found = coarserSchema.safeParse(coarser)
  const register = findRegister(catalogue, registerId)
  if (!found.success || found.data.length === 0 || !register) return null
  const levelLabel = (id: string, level: string) => {
    const variable = findVariable(register, id)
    const classification = catalogue.classifications.find((each) => each.id === variable?.classification)
    return classification?.levels.find((each) => each.id === level)?.label[locale] ?? level
  }
  return (
    <>
      <p>{t('coarser')}</p>
      <ul>
        {found.data.map(({ variable, level, hidden, cells }) => {
          const name = findVariable(register, variable)?.label[locale] ?? variable
          const counts = { hidden: formatNumber(hidden, locale), cells: formatNumber(cells, locale) }
          return (
            <li key={variable}>
              {level === null
                ? t('coarserWithout', { name, ...counts })
                : t('coarserLevel', { name, level: levelLabel(variable, level), ...counts })}
            </li>
          )
        })}
      </ul>
    </>
  )
}
