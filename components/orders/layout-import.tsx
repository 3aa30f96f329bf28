import { getTranslations } from 'next-intl/server'
import { LayoutFile } from '#components/orders/layout-file.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { FormAction } from '#lib/web/form-state.ts'

/** From an empty table in a spreadsheet to the same table in the composer: pasted, or read from a file within the browser. */
export async function LayoutImport({ catalogue, action, locale }: { catalogue: Catalogue; action: FormAction; locale: Locale }) {
  const t = await getTranslations('requester.layout')
  return (
    <Disclosure summary={t('heading')}>
      <p>{t('lead')}</p>
      <Form action={action} label={t('heading')}>
        <Select
          name="register"
          label={t('register')}
          options={catalogue.registers.map(({ id, label }) => ({ value: id, label: label[locale] }))}
          defaultValue={catalogue.registers[0]?.id ?? ''}
        />
        <LayoutFile label={t('file')} hint={t('fileHint')} failed={t('fileFailed')} field="field-layout" />
        <TextArea name="layout" label={t('paste')} hint={t('pasteHint')} rows={8} />
        <SubmitButton>{t('build')}</SubmitButton>
      </Form>
    </Disclosure>
  )
}
