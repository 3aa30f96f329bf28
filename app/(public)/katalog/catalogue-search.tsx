import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatLocale } from '#components/ui/format.ts'
import { treeItemId } from '#components/ui/tree.tsx'
import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { type CatalogueHit, searchCatalogue } from '#lib/catalogue/search-catalogue.ts'

const MOST_HITS = 40

/** Registers, variables and codes by name or code; an ordinary address, so a search can be sent to somebody. */
export function CatalogueSearch({ catalogue, query }: { catalogue: Catalogue; query: string }) {
  const t = useTranslations('public.catalogue')
  const hits = query.trim() === '' ? [] : searchCatalogue(catalogue, query, MOST_HITS)
  return (
    <>
      <search>
        <form action="/katalog" className="st-inline-form">
          <div className="form-group">
            <label className="form-label" htmlFor="q">
              {t('search.label')}
            </label>
            <span className="form-hint" id="q-hint">
              {t('search.hint')}
            </span>
            <input
              id="q"
              name="q"
              type="search"
              className="form-input"
              defaultValue={query}
              aria-describedby="q-hint"
              maxLength={200}
            />
          </div>
          <Button type="submit" variant="primary">
            {t('search.button')}
          </Button>
        </form>
      </search>
      {query.trim() === '' ? null : (
        <section aria-labelledby="hits">
          <h2 id="hits">{t('search.hits', { count: hits.length, query })}</h2>
          {hits.length === MOST_HITS ? <p className="st-muted">{t('search.more', { count: MOST_HITS })}</p> : null}
          {hits.length === 0 ? (
            <EmptyState heading={t('search.nothing')}>
              <p>{t('search.nothingHint')}</p>
            </EmptyState>
          ) : (
            <ul className="bordered-list">
              {hits.map((hit) => (
                <Hit key={`${hit.register}/${hit.variable}/${hit.code}`} catalogue={catalogue} hit={hit} />
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  )
}

function Hit({ catalogue, hit }: { catalogue: Catalogue; hit: CatalogueHit }) {
  const language = formatLocale(useLocale())
  const register = findRegister(catalogue, hit.register)
  const variable = register && hit.variable ? findVariable(register, hit.variable) : undefined
  const path = ['/katalog', hit.register, hit.variable].filter((part) => part !== null).join('/')
  const place = [hit.variable ? register?.label[language] : null, hit.code ? variable?.label[language] : null]
    .filter(Boolean)
    .join(', ')
  return (
    <li>
      <Link href={hit.code ? `${path}#${treeItemId(hit.code)}` : path}>{hit.label[language]}</Link>
      {hit.code ? <span className="st-muted"> {hit.code}</span> : null}
      {place ? <div className="st-muted st-small">{place}</div> : null}
    </li>
  )
}
