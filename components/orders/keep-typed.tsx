'use client'

import { useEffect, useRef } from 'react'

/** A form still there so long after it was sent was refused. */
const REFUSED_AFTER_MS = 4_000

/**
 * Keeps what is typed in the form around it for as long as the tab is open, and puts it back after a reload, an expired sign-in or
 * the back button. What is sent is forgotten. `name` tells forms apart. Without scripts, or without storage, nothing happens.
 */
export function KeepTyped({ name }: { name: string }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    const key = `typed:${name}`
    putBack(form, read(key))
    // What was typed before the scripts had started is kept as well.
    if (fieldsOf(form).some((field) => field.value !== field.defaultValue)) write(key, typedIn(form))
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => write(key, typedIn(form))
    const forget = () => {
      const sent = typedIn(form)
      write(key, null)
      timer = setTimeout(() => write(key, sent), REFUSED_AFTER_MS)
    }
    form.addEventListener('input', keep)
    form.addEventListener('submit', forget)
    return () => {
      clearTimeout(timer)
      form.removeEventListener('input', keep)
      form.removeEventListener('submit', forget)
    }
  }, [name])
  return <span ref={place} hidden />
}

type Typed = Readonly<Record<string, string>>

function fieldsOf(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  return [...form.elements].flatMap((element): (HTMLInputElement | HTMLTextAreaElement)[] => {
    if (element instanceof HTMLTextAreaElement) return [element]
    return element instanceof HTMLInputElement && element.type === 'text' ? [element] : []
  })
}

function typedIn(form: HTMLFormElement): Typed {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]))
}

/** Only into fields that stand as the page sent them: what was typed since wins. */
function putBack(form: HTMLFormElement, typed: Typed): void {
  for (const field of fieldsOf(form)) {
    const kept = typed[field.name]
    if (kept && field.value === field.defaultValue) field.value = kept
  }
}

function read(key: string): Typed {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    const entries = kept !== null && typeof kept === 'object' ? Object.entries(kept) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}

/** Storage can be full or forbidden; then the page works as before. */
function write(key: string, typed: Typed | null): void {
  try {
    if (typed) sessionStorage.setItem(key, JSON.stringify(typed))
    else sessionStorage.removeItem(key)
  } catch {
    return
  }
}
