import { getTranslations } from 'next-intl/server'
import { CustomerFields } from '#components/admin/customer-fields.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { requireStaff } from '#lib/web/session.ts'
import { makeCustomer } from '../../actions.ts'

export default async function NewCustomerPage() {
  const t = await getTranslations('admin.customers')
  await requireStaff('administrator', '/admin/kunder/ny')
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/kunder' }]} current={t('new')} />
      <PageHeading heading={t('new')} />
      <Card>
        <Form action={makeCustomer} label={t('new')}>
          <CustomerFields customer={null} />
          <SubmitButton>{t('make')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}
