import { getTranslations } from 'next-intl/server'
import { formatInstant } from '#components/ui/format.ts'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { RunView } from '#lib/orders/queries.ts'

export interface RunPair {
  readonly before: string
  readonly after: string
}

/**
 * The two runs an address asks for; without, or asked to compare a run with itself, the later one against the one before it. Null when
 * there are no two with a table.
 */
export function runsToCompare(
  runs: readonly Pick<RunView, 'id' | 'status'>[],
  asked: Readonly<Record<string, string | readonly string[] | undefined>>,
): RunPair | null {
  const done = runs.filter(({ status }) => status === 'done').map(({ id }) => id)
  const find = (name: string) => done.find((id) => id === asked[name])
  const after = find('til') ?? done[0]
  const others = done.filter((id) => id !== after)
  const older = after ? done[done.indexOf(after) + 1] : undefined
  const before = others.find((id) => id === asked.fra) ?? older ?? others[0]
  return after && before ? { before, after } : null
}

/** Which two runs are compared; it stands in the address. */
export async function RunChoice({
  orderId,
  runs,
  pair,
  locale,
}: {
  orderId: string
  runs: readonly RunView[]
  pair: RunPair
  locale: string
}) {
  const t = await getTranslations('analyst.compare')
  const options = runs
    .filter(({ status }) => status === 'done')
    .map(({ id, createdAt, specificationVersion }) => ({
      value: id,
      label: t('run', { when: formatInstant(createdAt, locale), version: specificationVersion }),
    }))
  return (
    <form action={`/sager/${orderId}/sammenlign`} method="get" className="wb-compare" key={`${pair.before}-${pair.after}`}>
      <Select name="fra" label={t('before')} options={options} defaultValue={pair.before} />
      <Select name="til" label={t('after')} options={options} defaultValue={pair.after} />
      <SubmitButton variant="secondary">{t('compare')}</SubmitButton>
    </form>
  )
}
