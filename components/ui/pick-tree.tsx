'use client'

import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { nextInTree } from './tree-keys.ts'

/** One line of the tree as it is seen: what is folded away is not among the lines. */
export interface PickRow {
  readonly code: string
  /** Shown before the words, unless the words already say it. */
  readonly label: string
  /** From 1. */
  readonly depth: number
  /** Its place among those beside it, from 1, and how many they are. */
  readonly position: number
  readonly size: number
  /** Null where nothing lies under it. */
  readonly isOpen: boolean | null
  /** Null for a line that fetches more instead of being chosen. */
  readonly state: 'on' | 'off' | 'part' | null
  readonly note?: string | undefined
}

interface Props {
  readonly label: string
  readonly rows: readonly PickRow[]
  readonly isBusy: boolean
  readonly onOpen: (row: PickRow) => void
  readonly onPick: (row: PickRow) => void
}

const ARIA_CHECKED = { on: true, off: false, part: 'mixed' } as const
const MARK = { on: '✓', off: '', part: '–' } as const

/**
 * A tree in which any number of lines can be chosen, by the WAI-ARIA tree pattern: arrow keys walk and unfold, Home and End go to
 * the ends, letters search, the space bar or Enter chooses. One line alone is in the tab order.
 */
export function PickTree({ label, rows, isBusy, onOpen, onPick }: Props) {
  const tree = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const [lastFocused, setLastFocused] = useState('')
  const current = Math.max(
    0,
    rows.findIndex((row) => row.code === lastFocused),
  )
  const goTo = (at: number) => tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[at]?.focus()
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const isFresh = event.timeStamp - typed.current.at > 800
    const act = nextInTree(rows, current, event.key, isFresh ? '' : typed.current.text)
    if (!act) return
    event.preventDefault()
    typed.current = { text: act.kind === 'go' ? act.typed : '', at: event.timeStamp }
    if (act.kind === 'go') goTo(act.to)
    else if (act.kind === 'open') onOpen(row)
    else onPick(row)
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const row = rows[Number(target.closest<HTMLElement>('[role=treeitem]')?.dataset.at ?? -1)]
    if (!row) return
    if (target.closest('[data-unfold]')) onOpen(row)
    else onPick(row)
  }
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={label}
      aria-multiselectable="true"
      aria-busy={isBusy}
      className="st-pick-tree"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map((row, at) => (
        <div
          key={row.code}
          role="treeitem"
          data-at={at}
          tabIndex={at === current ? 0 : -1}
          aria-level={row.depth}
          aria-posinset={row.position}
          aria-setsize={row.size}
          aria-expanded={row.isOpen ?? undefined}
          aria-checked={row.state ? ARIA_CHECKED[row.state] : undefined}
          style={{ paddingInlineStart: `${(row.depth - 1) * 1.8}rem` }}
          onFocus={() => setLastFocused(row.code)}
        >
          <span aria-hidden="true" data-unfold={row.isOpen === null ? undefined : ''} className="st-pick-unfold">
            {row.isOpen === null ? '' : row.isOpen ? '▾' : '▸'}
          </span>
          {row.state ? (
            <span aria-hidden="true" className={`st-pick-box st-pick-${row.state}`}>
              {MARK[row.state]}
            </span>
          ) : null}
          <span className="st-pick-words">
            {row.label}
            {row.note ? <span className="st-muted"> {row.note}</span> : null}
          </span>
        </div>
      ))}
    </div>
  )
}
