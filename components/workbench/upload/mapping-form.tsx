import { getTranslations } from 'next-intl/server'
import { Form } from '#components/ui/form.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'
import { roleOf } from '#lib/production/uploads/upload-mapping.ts'
import type { UploadReading } from '#lib/production/uploads/upload-reading.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import { axisName, codeName } from './heading-words.ts'

interface Props {
  readonly uploadId: string
  readonly fence: number
  readonly reading: UploadReading
  readonly axes: readonly UploadAxis[]
  readonly action: FormAction
  readonly locale: string
}

/** A list to choose a code from is of use up to so many; beyond it the code is typed. */
const MOST_CHOICES = 300

/** What each column is, and what the words mean that are no codes. Everything is filled in with the best guess. */
export async function MappingForm({ uploadId, fence, reading, axes, action, locale }: Props) {
  const t = await getTranslations('analyst.upload')
  const { mapping, columns, sheets } = reading
  const roles = await roleOptions(reading, axes, locale)
  return (
    <Form key={fence} action={action} hidden={{ uploadId, fence }} label={t('mapping')}>
      {sheets.length > 1 ? (
        <Select
          name="sheet"
          label={t('sheet')}
          defaultValue={mapping.sheet ?? ''}
          options={sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        />
      ) : (
        <input type="hidden" name="sheet" value={mapping.sheet ?? ''} />
      )}
      <h3>{t('columns')}</h3>
      <div className="wb-columns">
        {columns.map(({ name, different, samples }, column) => (
          <Select
            key={name}
            name={`column_${column}`}
            label={name}
            hint={t('columnHint', { different, samples: samples.map((text) => text || t('emptyValue')).join(', ') })}
            defaultValue={mapping.columns[column] ?? 'left-out'}
            options={roles}
          />
        ))}
      </div>
      <WordFields reading={reading} axes={axes} locale={locale} />
      <SubmitButton>{t('sendAnswers')}</SubmitButton>
    </Form>
  )
}

async function roleOptions(
  { mapping, missingDimensions }: UploadReading,
  axes: readonly UploadAxis[],
  locale: string,
): Promise<Option[]> {
  const t = await getTranslations('analyst.upload')
  const across = new Set(
    mapping.columns.flatMap((column) => {
      const role = roleOf(column)
      return role.kind === 'category' ? [role.id] : []
    }),
  )
  const other = t('roleGroup.other')
  const options: Option[] = [
    { value: 'count', label: t('role.count'), group: other },
    { value: 'left-out', label: t('role.leftOut'), group: other },
    ...axes.map(({ id }) => ({ value: `dimension:${id}`, label: axisName(axes, id, locale), group: t('roleGroup.dimension') })),
  ]
  for (const axis of axes) {
    if (!across.has(axis.id) && !missingDimensions.includes(axis.id)) continue
    for (const code of axis.codes.slice(0, MOST_CHOICES))
      options.push({
        value: `category:${axis.id}:${code}`,
        label: `${axisName(axes, axis.id, locale)}: ${codeName(axis, code, locale)}`,
        group: t('roleGroup.category'),
      })
  }
  return options
}

/** A field for each word: those already answered, so that an answer can be changed, then those that wait for one. */
async function WordFields({ reading, axes, locale }: Pick<Props, 'reading' | 'axes' | 'locale'>) {
  const t = await getTranslations('analyst.upload')
  const { mapping, unknown, unknownTotal } = reading
  const answered = Object.entries(mapping.codes).flatMap(([dimension, words]) =>
    Object.entries(words).map(([word, code]) => ({ dimension, word, code, found: null })),
  )
  const isAnswered = (dimension: string, word: string) =>
    answered.some((each) => each.dimension === dimension && each.word === word)
  const open = unknown
    .filter(({ dimension, word }) => !isAnswered(dimension, word))
    .map((found) => ({ dimension: found.dimension, word: found.word, code: found.guess ?? '', found }))
  const words = [...answered, ...open]
  if (words.length === 0) return null
  return (
    <>
      <h3>{t('words')}</h3>
      <p>{t('wordsLead')}</p>
      {unknownTotal > unknown.length ? <p>{t('moreWords', { total: unknownTotal, shown: unknown.length })}</p> : null}
      <div className="wb-columns">
        {words.map(({ dimension, word, code, found }, k) => {
          const axis = axes.find(({ id }) => id === dimension)
          const shown = word || t('emptyValue')
          const facts = { dimension: axisName(axes, dimension, locale), word: shown }
          const label = found ? t('word', { ...facts, address: found.address, rows: found.rows }) : t('answered', facts)
          return (
            <div key={`${dimension}/${word}`}>
              <input type="hidden" name={`dimension_${k}`} value={dimension} />
              <input type="hidden" name={`word_${k}`} value={word} />
              {axis && axis.codes.length <= MOST_CHOICES ? (
                <Select
                  name={`code_${k}`}
                  label={label}
                  defaultValue={code}
                  emptyLabel={t('noAnswer')}
                  options={axis.codes.map((each) => ({ value: each, label: codeName(axis, each, locale) }))}
                />
              ) : (
                <TextField name={`code_${k}`} label={label} defaultValue={code} width="s" maxLength={40} />
              )}
            </div>
          )
        })}
      </div>
    </>
  )
}
