'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** Unfolded in the page as it is sent, for those without scripts; folded once they run, unless somebody is typing in it already. */
export function FoldedText({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (details.current && !details.current.contains(document.activeElement)) details.current.open = false
  }, [])
  return (
    <details ref={details} open className="st-as-text">
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
