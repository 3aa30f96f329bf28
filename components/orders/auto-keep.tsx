'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { composedFields, typedBeside } from './composer-page.ts'

const PAUSE_MS = 1_200
const RETRY_MS = 8_000
const SENT_MS = 5_000

export interface AutoKeepText {
  readonly kept: string
  readonly failed: string
  readonly signedOut: string
  readonly signIn: string
  readonly otherTab: string
  readonly tooMany: string
  readonly cpr: string
}

interface Props {
  /** What the kept table is called by. */
  readonly id: string
  /** Whether the name is to stand in the address as `kladde`; the page of an order is named by the order. */
  readonly isNamedInAddress: boolean
  /** The version the page was made from; 0 where nothing is kept yet. */
  readonly version: number
  readonly locale: string
  readonly text: AutoKeepText
}

/** What the browser knows of the keeping, from one change to the next. */
interface Keeper {
  id: string
  /** The name the page was last made with. */
  given: string
  version: number
  last: string
  isBusy: boolean
  sentAt: number
  timer: ReturnType<typeof setTimeout> | undefined
}

type State =
  | { readonly kind: 'idle' | 'failed' | 'signedOut' | 'tooMany' | 'cpr' }
  | { readonly kind: 'kept' | 'otherTab'; readonly at: Date }

/**
 * Keeps the table on the server a moment after each change, and at once when the page is left. Two tabs with the same table never
 * write over each other: the later one goes on under a name of its own. Without scripts nothing is kept before "Save".
 */
export function AutoKeep({ id, isNamedInAddress, version, locale, text }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<State>({ kind: 'idle' })
  const pathname = usePathname()
  const search = useSearchParams().toString()
  const keeper = useRef<Keeper>({ id, given: id, version, last: '', isBusy: false, sentAt: 0, timer: undefined })

  useEffect(() => {
    const page = place.current?.closest<HTMLElement>('.st-composer')
    if (!page) return
    const own = keeper.current
    if (own.given !== id) Object.assign(own, { given: id, ...(own.id !== id && { id, version, last: '' }) })
    if (isNamedInAddress && !new URLSearchParams(search).has('kladde')) nameInAddress(page, own.id)
    const plan = (waitMs: number) => {
      clearTimeout(own.timer)
      own.timer = setTimeout(() => void keep(false), waitMs)
    }
    const keep = async (isLeaving: boolean) => {
      const body = { place: pathname, fields: composedFields(page, search), typed: typedBeside(page) }
      const content = JSON.stringify(body)
      // What was just sent becomes an order, and is kept again only if the page is still there: then it was refused.
      if (content === own.last || Date.now() - own.sentAt < SENT_MS) return
      if (own.isBusy && !isLeaving) return plan(PAUSE_MS)
      own.isBusy = true
      const answer = await send({ ...body, id: own.id, seenVersion: own.version }, isLeaving)
      own.isBusy = false
      if (answer.kind === 'kept') {
        Object.assign(own, { version: answer.version, last: content })
        setState((before) => ({ kind: before.kind === 'otherTab' ? 'otherTab' : 'kept', at: new Date() }))
      } else if (answer.kind === 'conflict') {
        Object.assign(own, { id: crypto.randomUUID(), version: 0 })
        nameInAddress(page, own.id)
        setState({ kind: 'otherTab', at: new Date() })
        plan(0)
      } else {
        setState({ kind: answer.kind })
        if (answer.kind === 'failed') plan(RETRY_MS)
      }
    }
    // What the page was sent with is where it came from: only what differs from that is kept, typed before the scripts started or after.
    if (own.last === '')
      own.last = JSON.stringify({ place: pathname, fields: composedFields(page, search), typed: typedBeside(page, 'sent') })
    plan(PAUSE_MS)
    const changed = () => plan(PAUSE_MS)
    const sent = (event: Event) => {
      if (!(event.target instanceof HTMLFormElement) || event.target.method === 'get') return
      own.sentAt = Date.now()
      plan(SENT_MS)
    }
    const leave = () => void keep(true)
    const hidden = () => (document.visibilityState === 'hidden' ? leave() : undefined)
    page.addEventListener('input', changed)
    page.addEventListener('submit', sent, true)
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      clearTimeout(own.timer)
      page.removeEventListener('input', changed)
      page.removeEventListener('submit', sent, true)
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [pathname, search, id, version, isNamedInAddress])

  return (
    <div ref={place} className="st-auto-keep">
      <KeepState state={state} text={text} locale={locale} />
    </div>
  )
}

/** That it is kept is told quietly; what somebody has to act on is told aloud. */
function KeepState({ state, text, locale }: { state: State; text: AutoKeepText; locale: string }) {
  const time = (at: Date) => at.toLocaleTimeString(locale === 'en' ? 'en-GB' : 'da-DK', { hour: '2-digit', minute: '2-digit' })
  if (state.kind === 'idle') return null
  if (state.kind === 'kept') return <p className="form-hint">{text.kept.replace('{time}', time(state.at))}</p>
  return (
    <div role="status" className="alert alert-warning">
      <div className="alert-body">
        <p className="alert-text">{text[state.kind]}</p>
        {state.kind === 'signedOut' ? (
          <p>
            <a href={`/login?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}>{text.signIn}</a>
          </p>
        ) : null}
      </div>
    </div>
  )
}

type Answer =
  | { readonly kind: 'kept'; readonly version: number }
  | { readonly kind: 'conflict' | 'failed' | 'signedOut' | 'tooMany' | 'cpr' }

async function send(body: object, isLeaving: boolean): Promise<Answer> {
  try {
    const response = await fetch('/paabegyndt', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: isLeaving,
    })
    if (response.ok) return { kind: 'kept', version: Number((await response.json()).version) }
    if (response.status === 401) return { kind: 'signedOut' }
    if (response.status === 409) return { kind: 'conflict' }
    const { kind } = await response.json()
    return { kind: kind === 'contains-cpr-number' ? 'cpr' : kind === 'too-many-kept' ? 'tooMany' : 'failed' }
  } catch {
    return { kind: 'failed' }
  }
}

/** From now on the table goes by another name: in its fields, in the form that saves it, and in the address. */
function nameInAddress(page: HTMLElement, id: string): void {
  for (const field of page.querySelectorAll<HTMLInputElement>('input[name=kladde], input[name=kept]')) field.value = id
  const url = new URL(window.location.href)
  url.searchParams.set('kladde', id)
  window.history.replaceState(null, '', url)
}
