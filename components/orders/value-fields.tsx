import { getTranslations } from 'next-intl/server'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Select } from '#components/ui/select.tsx'
import { findValue } from '#lib/catalogue/decide-value.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

const one = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : (value?.at(-1) ?? ''))

/** Whether statistics of a number are wanted beside the counts, and which. */
export async function ValueFields({ register, values, locale }: { register: Register; values: Values; locale: Locale }) {
  const t = await getTranslations('requester.compose.value')
  const chosen = findValue(register, one(values.value))
  const statistics = [values.statistics ?? []].flat()
  return (
    <>
      <Select
        name="value"
        label={t('label')}
        hint={t('hint')}
        options={[
          { value: '', label: t('none') },
          ...(register.values ?? []).map((value) => ({
            value: value.id,
            label: `${value.label[locale]} (${value.unit[locale]})`,
          })),
        ]}
        defaultValue={one(values.value)}
      />
      {chosen ? (
        <CheckboxGroup
          name="statistics"
          legend={t('statistics')}
          hint={t('statisticsHint')}
          defaultValue={statistics.length > 0 ? statistics : chosen.statistics.slice(0, 1)}
          choices={chosen.statistics.map((statistic) => ({ value: statistic, label: t(`kinds.${statistic}`) }))}
        />
      ) : null}
    </>
  )
}
