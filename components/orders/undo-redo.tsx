'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { tableFields } from './composer-page.ts'

const MOST_STEPS = 100

interface Steps {
  readonly list: readonly string[]
  readonly at: number
}

interface Props {
  /** What the table is kept as: each table has its own steps. */
  readonly id: string
  readonly edition: number
  readonly undoLabel: string
  readonly redoLabel: string
}

/**
 * Every table the person has been through in this tab, one step back and one step on. The steps live in the tab and last through a
 * reload. Ctrl+Z and Ctrl+Y do the same outside of fields for text, which have their own.
 */
export function UndoRedo({ id, edition, undoLabel, redoLabel }: Props) {
  const router = useRouter()
  const pathname = usePathname()
  const fields = tableFields(useSearchParams().toString())
  const [steps, setSteps] = useState<Steps>({ list: [fields], at: 0 })
  useEffect(() => {
    const before = readSteps(id)
    const after = stepTo(before, fields)
    writeSteps(id, after)
    setSteps(after)
  }, [id, fields])
  const go = (to: number) => {
    const wanted = steps.list[to]
    if (wanted === undefined) return
    const after = { list: steps.list, at: to }
    writeSteps(id, after)
    setSteps(after)
    router.replace(`${pathname}?${wanted}&udgave=${edition + 1}&kladde=${id}`, { scroll: false })
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !['z', 'y'].includes(key) || isTextField(event.target)) return
      event.preventDefault()
      go(steps.at + (key === 'y' || event.shiftKey ? 1 : -1))
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  return (
    <p className="st-button-row">
      <StepButton label={undoLabel} mark="↶" isOpen={steps.at > 0} onPress={() => go(steps.at - 1)} />
      <StepButton label={redoLabel} mark="↷" isOpen={steps.at < steps.list.length - 1} onPress={() => go(steps.at + 1)} />
    </p>
  )
}

/** Stays in the tab order when there is nothing to do, so that the focus is not lost by the last step. */
function StepButton({ label, mark, isOpen, onPress }: { label: string; mark: string; isOpen: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className="button button-secondary st-step-button"
      aria-disabled={!isOpen}
      onClick={() => (isOpen ? onPress() : undefined)}
    >
      <span aria-hidden="true">{mark} </span>
      {label}
    </button>
  )
}

/** The steps with the table that now stands: known as the present one or its neighbour, or a new one that ends what was undone. */
export function stepTo({ list, at }: Steps, fields: string): Steps {
  if (list[at] === fields) return { list, at }
  const kept = [...list.slice(0, at + 1), fields].slice(-MOST_STEPS)
  return { list: kept, at: kept.length - 1 }
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && /^(text|search|number)$/.test(target.type))
  )
}

function readSteps(id: string): Steps {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`steps:${id}`) ?? '')
    const { list, at } = kept as Steps
    if (Array.isArray(list) && list.every((each) => typeof each === 'string') && Number.isInteger(at)) return { list, at }
  } catch {
    // Nothing kept, or nothing readable: the steps begin here.
  }
  return { list: [], at: -1 }
}

function writeSteps(id: string, steps: Steps): void {
  try {
    sessionStorage.setItem(`steps:${id}`, JSON.stringify(steps))
  } catch {
    // Storage can be full or forbidden; then a reload begins the steps anew.
  }
}
