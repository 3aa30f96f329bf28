'use client'

import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { describedBy, FormField, fieldId } from '#components/ui/form-field.tsx'

interface Props {
  readonly name: string
  readonly label: ReactNode
  readonly hint: ReactNode
  /** What the page's last answer says stands here. */
  readonly answered: string
  readonly rows: number
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onTyped: () => void
}

const MOST_CHARACTERS = 40_000

/**
 * Lines of text in a form whose page is asked again at every change. An answer to what stood here before does not put that back
 * over what has been typed since.
 */
export function AnsweredText({ name, label, hint, answered, rows, field, onTyped }: Props) {
  const isAhead = useRef(false)
  useEffect(() => {
    if (!field.current) return
    if (plain(field.current.value) === plain(answered)) isAhead.current = false
    else if (!isAhead.current) field.current.value = answered
  }, [answered, field])
  return (
    <FormField name={name} label={label} hint={hint} error={null}>
      <textarea
        ref={field}
        id={fieldId(name)}
        name={name}
        rows={rows}
        maxLength={MOST_CHARACTERS}
        className="form-input st-text-area"
        defaultValue={answered}
        aria-describedby={describedBy(name, true, false)}
        onInput={() => {
          isAhead.current = true
          onTyped()
        }}
      />
    </FormField>
  )
}

/** The same words, however they are spaced. */
function plain(text: string): string {
  return text.trim().replace(/[,;\s]+/g, ' ')
}
