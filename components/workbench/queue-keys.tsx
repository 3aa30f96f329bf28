'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { nextRow, QUEUE_SHORTCUTS, type QueueAct, queueAct } from './queue-shortcut.ts'

/** Where the reader's wish to be spared single keys is kept: they can get in the way of speech input (WCAG 2.1.4). */
const OFF = 'queue-keys-off'

/** The queue by keyboard, with the help that `?` opens. Each key does what a link, box or button of the page does. */
export function QueueKeys() {
  const t = useTranslations('analyst.queue.keys')
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOff, setIsOff] = useState(false)
  useEffect(() => setIsOff(read()), [])
  useEffect(() => {
    if (isOff) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || dialog.current?.open) return
      const act = queueAct(event, isTyping(event.target))
      if (!act) return
      event.preventDefault()
      if (act === 'help') dialog.current?.showModal()
      else perform(act)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOff])
  return (
    <>
      <button type="button" className="button button-tertiary wb-keys-open" onClick={() => dialog.current?.showModal()}>
        {t('open')}
      </button>
      <dialog ref={dialog} className="wb-keys" aria-labelledby="wb-keys-heading">
        <h2 id="wb-keys-heading">{t('heading')}</h2>
        <dl>
          {QUEUE_SHORTCUTS.map(({ act, key }) => (
            <div key={act}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`act.${act}`)}</dd>
            </div>
          ))}
        </dl>
        <div className="form-group-checkbox">
          <input
            type="checkbox"
            className="form-checkbox"
            id="wb-keys-on"
            checked={!isOff}
            onChange={(event) => {
              setIsOff(!event.target.checked)
              write(!event.target.checked)
            }}
          />
          <label htmlFor="wb-keys-on">{t('on')}</label>
        </div>
        <button type="button" className="button button-secondary" onClick={() => dialog.current?.close()}>
          {t('close')}
        </button>
      </dialog>
    </>
  )
}

/** A ticked box takes no text: the keys go on working there. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox'
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName)
}

function perform(act: Exclude<QueueAct, 'help'>): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.wb-queue tbody tr')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const found = (selector: string) => document.querySelector<HTMLElement>(selector)
  const linkOf = (row: number | null) => (row === null ? null : rows[row]?.querySelector<HTMLElement>('th a'))
  const acts: Readonly<Record<typeof act, () => void>> = {
    down: () => linkOf(nextRow(at, 1, rows.length))?.focus(),
    up: () => linkOf(nextRow(at, -1, rows.length))?.focus(),
    open: () => linkOf(at)?.click(),
    tick: () => rows[at]?.querySelector<HTMLElement>('input[type=checkbox]')?.click(),
    search: () => found('search input[type=search]')?.focus(),
    next: () => found('.st-pagination a[rel=next]')?.click(),
    previous: () => found('.st-pagination a[rel=prev]')?.click(),
    refresh: () => found('[data-shortcut=refresh]')?.click(),
  }
  acts[act]()
}

function read(): boolean {
  try {
    return localStorage.getItem(OFF) === 'yes'
  } catch {
    return false
  }
}

/** Storage can be forbidden; then the choice lasts as long as the page. */
function write(isOff: boolean): void {
  try {
    if (isOff) localStorage.setItem(OFF, 'yes')
    else localStorage.removeItem(OFF)
  } catch {
    return
  }
}
