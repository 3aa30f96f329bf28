'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { findRow, type GridPlace, nextHidden } from './grid-moves.ts'
import type { ShownTable } from './packed-table.ts'

/** Ways through a large table besides scrolling: to the next hidden cell, and to a row by its name. */
export function GridTools({ table, place, go }: { table: ShownTable; place: GridPlace; go: (place: GridPlace) => void }) {
  const t = useTranslations('analyst.grid')
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  const jump = (step: 1 | -1) => {
    const next = nextHidden(table, place, step)
    if (next) go(next)
  }
  const search = (event: FormEvent) => {
    event.preventDefault()
    const row = findRow(table, words, place.row + 1)
    setMissing(row === null)
    if (row !== null) go({ row, column: place.column })
  }
  return (
    <div className="dl-tools">
      <form onSubmit={search}>
        <label className="form-label" htmlFor="dl-row">
          {t('findRow')}
        </label>
        <span className="dl-find">
          <input
            id="dl-row"
            className="form-input"
            type="search"
            value={words}
            maxLength={80}
            onChange={(event) => setWords(event.target.value)}
          />
          <button type="submit" className="button button-secondary">
            {t('find')}
          </button>
        </span>
      </form>
      <div className="dl-jumps">
        <button type="button" className="button button-secondary" onClick={() => jump(-1)}>
          {t('previousHidden')}
        </button>
        <button type="button" className="button button-secondary" onClick={() => jump(1)}>
          {t('nextHidden')}
        </button>
      </div>
      <p className="form-hint">{t('keys')}</p>
      <p className="dl-missing" role="status">
        {isMissing ? t('rowMissing') : ''}
      </p>
    </div>
  )
}
