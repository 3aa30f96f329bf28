'use client'

import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'

export interface InsertChoice {
  readonly label: string
  /** What goes into which field of the form around. */
  readonly parts: Readonly<Record<string, string>>
}

/** Buttons that put a text into the form around them, where the caret stands; what is typed there stays. */
export function InsertText({ choices, done }: { choices: readonly InsertChoice[]; done: string }) {
  const place = useRef<HTMLDivElement>(null)
  const [isDone, setDone] = useState(false)
  const insert = ({ parts }: InsertChoice) => {
    const form = place.current?.closest('form')
    const fields = Object.entries(parts).flatMap(([name, text]) => {
      const field = form?.elements.namedItem(name)
      return field instanceof HTMLTextAreaElement ? [{ field, text }] : []
    })
    for (const { field, text } of fields) putInto(field, text)
    fields[0]?.field.focus()
    setDone(fields.length > 0)
  }
  return (
    <div ref={place} className="st-button-row">
      {choices.map((choice) => (
        <Button key={choice.label} type="button" variant="secondary" onClick={() => insert(choice)}>
          {choice.label}
        </Button>
      ))}
      <span role="status" className="form-hint">
        {isDone ? done : ''}
      </span>
    </div>
  )
}

function putInto(field: HTMLTextAreaElement, text: string): void {
  const before = field.value.slice(0, field.selectionStart)
  const gap = before === '' || before.endsWith('\n') ? '' : '\n\n'
  field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, 'end')
  // Whatever listens to what is typed hears of it.
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
