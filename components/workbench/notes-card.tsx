import { getTranslations } from 'next-intl/server'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { NoteRow } from '#lib/orders/notes/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly orderId: string
  readonly notes: readonly NoteRow[] | null
  readonly names: ReadonlyMap<string, string>
  readonly add: FormAction
  readonly locale: Locale
}

/** What colleagues tell each other of a case, apart from everything the customer reads and visibly so. */
export async function NotesCard({ orderId, notes, names, add, locale }: Props) {
  const t = await getTranslations('analyst.notes')
  return (
    <section className="st-card wb-notes" id="noter" aria-labelledby="noter-heading">
      <h2 className="st-card-heading" id="noter-heading">
        {t('heading')}
      </h2>
      <p className="form-hint">{t('inside')}</p>
      {notes === null ? <p>{t('afterVerdict')}</p> : null}
      {(notes ?? []).map((note) => (
        <div key={note.id} className="wb-note">
          <p className="form-hint">
            {names.get(note.authorId) ?? ''}, {formatInstant(note.createdAt, locale)}
          </p>
          <p className="wb-message">{note.text}</p>
        </div>
      ))}
      <Form action={add} hidden={{ orderId }} label={t('write')} key={notes?.length ?? 0}>
        <TextArea name="text" label={t('write')} rows={3} />
        <SubmitButton variant="secondary">{t('keep')}</SubmitButton>
      </Form>
    </section>
  )
}
