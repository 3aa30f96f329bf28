'use client'

import { useRef, useState } from 'react'
import type { CodeItem, CodePage } from '#lib/catalogue/pick-codes.ts'

/** Whose codes: the finest level is left out where every level of the variable can be chosen. */
export interface CodeSource {
  readonly register: string
  readonly variable: string
  readonly level?: string
  readonly language: string
}

export interface Found extends CodePage {
  readonly words: string
}

/** The parts of the tree that have been asked for, fetched as they are unfolded and kept while the page stands. */
export function useCodeBranches(source: CodeSource) {
  const kept = useRef(new Map<string | null, CodePage>())
  const wanted = useRef('')
  const [, redraw] = useState(0)
  const [waiting, setWaiting] = useState(0)
  const [isFailed, setFailed] = useState(false)
  const [found, setFound] = useState<Found | null>(null)

  const ask = async (question: Readonly<Record<string, string>>): Promise<CodePage> => {
    setWaiting((count) => count + 1)
    try {
      const response = await fetch(`/koder?${new URLSearchParams({ ...source, ...question })}`)
      if (!response.ok) throw new Error(`codes were answered with ${response.status}`)
      const page = (await response.json()) as CodePage
      setFailed(false)
      return page
    } catch (error) {
      setFailed(true)
      throw error
    } finally {
      setWaiting((count) => count - 1)
    }
  }
  const below = (under: string) => (under === '' ? {} : { under })
  /** Fetches what lies under a code and has not come yet; everything when `all` is asked for. */
  const load = async (under: string | null, all = false): Promise<readonly CodeItem[]> => {
    const known = kept.current.get(under)
    if (known && known.more === 0) return known.items
    const next = await ask({ ...below(under ?? ''), from: String(known?.items.length ?? 0) })
    kept.current.set(under, { items: [...(known?.items ?? []), ...next.items], more: next.more })
    redraw((count) => count + 1)
    return all && next.more > 0 ? load(under, true) : (kept.current.get(under)?.items ?? [])
  }
  const search = async (words: string): Promise<void> => {
    wanted.current = words
    if (words.trim() === '') return setFound(null)
    const page = await ask({ q: words })
    // An answer that comes after a later question is of no use any more.
    if (wanted.current === words) setFound({ ...page, words })
  }
  return { branches: kept.current, load, search, found, isBusy: waiting > 0, isFailed }
}
