'use client'

import { usePathname, useRouter } from 'next/navigation'
import {
  type FocusEvent,
  type FormEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from 'react'
import { changedField } from './composer-page.ts'

const TYPING_PAUSE_MS = 500

/** What an address may hold: browsers and what stands between send it on, and the service reads as much. */
const MOST_CHARACTERS = 24_000

interface Props {
  readonly children: ReactNode
  readonly label: string
  readonly busyText: string
  /** What is said of a table that no longer fits into an address. */
  readonly tooLongText: string
}

/**
 * The composer's fields as a form that asks the page again. Without scripts a button does it; with them every change does,
 * and the address always holds the table as it stands: back is undo, a link is a copy.
 */
export function ComposerForm({ children, label, busyText, tooLongText }: Props) {
  const router = useRouter()
  const pathname = usePathname()
  const [isPending, startTransition] = useTransition()
  const [isTooLong, setTooLong] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { onFocus, onBlur } = useKeptFocus()
  const ask = (form: HTMLFormElement, changed: EventTarget | null = null) => {
    const isLeft = leftByChange(changed)
    const fields = [...new FormData(form)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '' && !isLeft(entry[0]),
    )
    const address = `${pathname}?${new URLSearchParams(fields)}`
    setTooLong(address.length > MOST_CHARACTERS)
    if (address.length <= MOST_CHARACTERS) startTransition(() => router.replace(address, { scroll: false }))
  }
  const own = useRef<HTMLFormElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, for what was changed before the scripts had started
  useEffect(() => {
    const form = own.current
    const changed = form && changedField(form)
    if (changed) ask(form, changed)
  }, [])
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget
    const isText =
      event.target instanceof HTMLTextAreaElement || (event.target instanceof HTMLInputElement && event.target.type === 'text')
    clearTimeout(timer.current)
    const { target } = event
    timer.current = setTimeout(() => ask(form, target), isText ? TYPING_PAUSE_MS : 0)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    clearTimeout(timer.current)
    ask(event.currentTarget)
  }
  return (
    <form
      ref={own}
      method="get"
      action={pathname}
      className="st-form"
      aria-label={label}
      aria-busy={isPending}
      onChange={onChange}
      onFocus={onFocus}
      onBlur={onBlur}
      onSubmit={onSubmit}
    >
      {children}
      <p className="st-busy" role="status">
        {isTooLong ? tooLongText : isPending ? busyText : ''}
      </p>
    </form>
  )
}

/** What no longer fits when another variable or level is chosen: the values, groups and subtotals of the one before. */
function leftByChange(changed: EventTarget | null): (field: string) => boolean {
  const name = changed instanceof HTMLSelectElement ? changed.name : ''
  if (!/^(row|column)\d$/.test(name)) return () => false
  return (field) => ['codes', 'groups', 'parents'].some((part) => field === name + part)
}

/** A field that the answer replaced keeps the focus, so that a person at the keyboard stays where she was. */
function useKeptFocus() {
  const field = useRef('')
  useLayoutEffect(() => {
    if (field.current === '' || document.activeElement !== document.body) return
    document.getElementById(field.current)?.focus({ preventScroll: true })
  })
  const onFocus = (event: FocusEvent) => {
    field.current = event.target.id
  }
  const onBlur = (event: FocusEvent) => {
    const left = event.target
    // What was taken out of the page was not left by anybody.
    setTimeout(() => {
      if (left.isConnected && field.current === left.id && document.activeElement !== left) field.current = ''
    })
  }
  return { onFocus, onBlur }
}
