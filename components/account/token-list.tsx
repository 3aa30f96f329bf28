import { getTranslations } from 'next-intl/server'
import { Confirm } from '#components/ui/confirm.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate, formatInstant } from '#components/ui/format.ts'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { TokenRow } from '#lib/identity/tokens/queries.ts'
import type { TokenScope } from '#lib/identity/tokens/scope.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly tokens: readonly TokenRow[]
  readonly actor: { readonly organisations: readonly { readonly id: string; readonly name: string }[] }
  readonly now: Date
  readonly revoke: FormAction
  readonly locale: Locale
}

/** The person's tokens with what each may do, when it was used last, and the way to end it. */
export async function TokenList({ tokens, actor, now, revoke, locale }: Props) {
  const t = await getTranslations('requester.tokens')
  const stateOf = (token: TokenRow) => (token.revokedAt ? 'revoked' : token.expiresAt <= now ? 'expired' : 'active')
  return (
    <DataTable
      caption={t('caption')}
      rows={tokens}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          heading: t('name'),
          rowHeading: true,
          cell: (row) => (
            <>
              {row.name}
              <br />
              <span className="form-hint">{row.prefix}…</span>
            </>
          ),
        },
        {
          key: 'organisation',
          heading: t('organisation'),
          cell: (row) => actor.organisations.find(({ id }) => id === row.organisationId)?.name ?? '',
        },
        {
          key: 'scopes',
          heading: t('scopes'),
          cell: (row) => row.scopes.map((scope) => t(`scope.${scope as TokenScope}`)).join(', '),
        },
        { key: 'expires', heading: t('expires'), cell: (row) => formatDate(row.expiresAt, locale) },
        {
          key: 'used',
          heading: t('lastUsed'),
          cell: (row) => (row.lastUsedAt ? formatInstant(row.lastUsedAt, locale) : t('never')),
        },
        {
          key: 'state',
          heading: t('state'),
          cell: (row) => (
            <StatusTag tone={stateOf(row) === 'active' ? 'success' : 'error'}>{t(`states.${stateOf(row)}`)}</StatusTag>
          ),
        },
        {
          key: 'end',
          heading: t('end'),
          cell: (row) =>
            stateOf(row) === 'active' ? (
              <Confirm label={t('end')} consequence={t('endConsequence')}>
                <Form action={revoke} hidden={{ tokenId: row.id }} label={`${t('end')}: ${row.name}`}>
                  <SubmitButton variant="warning">{t('end')}</SubmitButton>
                </Form>
              </Confirm>
            ) : (
              ''
            ),
        },
      ]}
    />
  )
}
