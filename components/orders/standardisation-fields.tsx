import { getTranslations } from 'next-intl/server'
import { Select } from '#components/ui/select.tsx'
import { RATE_INTERVALS, STANDARD_LEVELS, STANDARDS } from '#lib/catalogue/specification.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

const one = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : (value?.at(-1) ?? ''))

/** Whether and how the rate is standardised for age. The details are asked for once a standard population is chosen. */
export async function StandardisationFields({ values }: { values: Values }) {
  const t = await getTranslations('requester.compose.standardisation')
  const standard = one(values.standard)
  return (
    <>
      <Select
        name="standard"
        label={t('standard')}
        hint={t('hint')}
        options={[
          { value: '', label: t('none') },
          ...STANDARDS.map((each) => ({ value: each, label: t(`standards.${each}`) })),
          { value: 'table', label: t('standards.table') },
        ]}
        defaultValue={standard}
      />
      {standard === '' ? null : (
        <div className="st-field-row">
          <Select
            name="standardLevel"
            label={t('level')}
            options={STANDARD_LEVELS.map((each) => ({ value: each, label: t(`levels.${each}`) }))}
            defaultValue={one(values.standardLevel) || STANDARD_LEVELS[0]}
          />
          {standard === 'table' ? null : (
            <Select
              name="standardInterval"
              label={t('interval')}
              options={RATE_INTERVALS.map((each) => ({ value: each, label: t(`intervals.${each}`) }))}
              defaultValue={one(values.standardInterval) || RATE_INTERVALS[0]}
            />
          )}
        </div>
      )}
    </>
  )
}
