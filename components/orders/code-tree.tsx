'use client'

import { useEffect, useRef, useState } from 'react'
import { PickTree } from '#components/ui/pick-tree.tsx'
import type { CodeItem } from '#lib/catalogue/pick-codes.ts'
import { type Chosen, pickStates, withCode, withoutCode } from './chosen-codes.ts'
import { codeRows, codeWords, MORE } from './code-rows.ts'
import { type CodeSource, useCodeBranches } from './use-code-branches.ts'

const TYPING_PAUSE_MS = 250
const MOST_SHOWN = 40

export interface CodeTreeText {
  readonly search: string
  readonly searchHint: string
  readonly tree: string
  readonly chosen: string
  readonly nothingChosen: string
  readonly remove: string
  readonly removeAll: string
  readonly further: string
  readonly more: string
  readonly found: string
  readonly foundFirst: string
  readonly foundNone: string
  readonly failed: string
  readonly again: string
}

interface Props {
  readonly source: CodeSource
  readonly id: string
  /** What the tree is of, as a heading for those who can't see where it stands. */
  readonly label: string
  readonly chosen: Chosen
  readonly onChosen: (chosen: Chosen) => void
  readonly noteOf?: (item: CodeItem) => string | undefined
  readonly text: CodeTreeText
}

/** A classification to search and to choose from, any number of codes on any level, fetched as far as it is unfolded. */
export function CodeTree({ source, id, label, chosen, onChosen, noteOf = () => undefined, text }: Props) {
  const { branches, load, search, found, isBusy, isFailed } = useCodeBranches(source)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [words, setWords] = useState('')
  const first = useRef(load)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The picker is drawn when somebody unfolds it; the coarsest codes come then.
  useEffect(() => {
    first.current(null).catch(() => undefined)
    return () => clearTimeout(timer.current)
  }, [])
  const stateOf = pickStates(chosen)
  const seen = { branches, found: found?.items ?? null, open, stateOf, noteOf }
  const rows = codeRows({ ...seen, moreLabel: (count) => text.more.replace('{count}', String(count)) })
  const items = new Map(
    [...[...branches.values()].flatMap((page) => page.items), ...(found?.items ?? [])].map((it) => [it.code, it]),
  )
  const unfold = (code: string) => {
    setOpen((before) => new Set(before.has(code) ? [...before].filter((each) => each !== code) : [...before, code]))
    load(code).catch(() => undefined)
  }
  const pick = async (code: string) => {
    if (code.endsWith(MORE)) return void load(code.slice(0, -MORE.length) || null).catch(() => undefined)
    const item = items.get(code)
    if (!item) return
    if (stateOf(item) !== 'on') return onChosen(withCode(chosen, item))
    const without = await withoutCode(chosen, item, (under) => load(under, true)).catch(() => null)
    if (without) onChosen(without)
  }
  const look = (typed: string) => {
    setWords(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setOpen(new Set())
      search(typed).catch(() => undefined)
    }, TYPING_PAUSE_MS)
  }
  return (
    <div className="st-code-tree">
      <label className="form-label" htmlFor={`${id}-search`}>
        {text.search}
      </label>
      <span className="form-hint" id={`${id}-hint`}>
        {text.searchHint}
      </span>
      <input
        id={`${id}-search`}
        type="search"
        className="form-input"
        autoComplete="off"
        maxLength={100}
        value={words}
        aria-describedby={`${id}-hint`}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
      />
      <p className="form-hint" role="status">
        {isFailed ? text.failed : found ? foundText(found.items, found, text) : ''}
      </p>
      {isFailed ? (
        <button
          type="button"
          className="button button-secondary st-step-button"
          onClick={() => (found || words !== '' ? search(words) : load(null)).catch(() => undefined)}
        >
          {text.again}
        </button>
      ) : null}
      {rows.length > 0 ? (
        <PickTree
          label={`${text.tree} ${label}`}
          rows={rows}
          isBusy={isBusy}
          onOpen={({ code }) => unfold(code)}
          onPick={({ code }) => void pick(code)}
        />
      ) : null}
      <ChosenList chosen={chosen} onChosen={onChosen} text={text} />
    </div>
  )
}

function foundText(items: readonly CodeItem[], { more }: { more: number }, text: CodeTreeText): string {
  if (items.length === 0) return text.foundNone
  return more > 0 ? text.foundFirst.replace('{count}', String(more)) : text.found
}

function ChosenList({ chosen, onChosen, text }: Pick<Props, 'chosen' | 'onChosen' | 'text'>) {
  if (chosen.length === 0) return <p className="form-hint">{text.nothingChosen}</p>
  const rest = chosen.length - MOST_SHOWN
  return (
    <div className="st-chosen">
      <p>{text.chosen}</p>
      <ul>
        {chosen.slice(0, MOST_SHOWN).map((item) => (
          <li key={item.code}>
            <button type="button" onClick={() => onChosen(chosen.filter(({ code }) => code !== item.code))}>
              <span className="sr-only">{text.remove} </span>
              {codeWords(item)}
              <span aria-hidden="true"> ×</span>
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="form-hint">{text.further.replace('{count}', String(rest))}</p> : null}
      <button type="button" className="st-link-button" onClick={() => onChosen([])}>
        {text.removeAll}
      </button>
    </div>
  )
}
