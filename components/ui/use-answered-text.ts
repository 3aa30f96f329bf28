import { type RefObject, useEffect, useRef } from 'react'

/**
 * For a field of text: takes the text of a new answer over, unless something has been typed since the answer before. So letters typed
 * while an answer is under way are never put back.
 */
export function useAnsweredText<Field extends HTMLInputElement | HTMLTextAreaElement>(answered: string): RefObject<Field | null> {
  const field = useRef<Field>(null)
  const before = useRef(answered)
  useEffect(() => {
    if (field.current?.value === before.current) field.current.value = answered
    before.current = answered
  }, [answered])
  return field
}
