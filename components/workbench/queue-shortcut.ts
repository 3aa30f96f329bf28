/** What a key does in the queue, in the order the help tells it. */
export const QUEUE_SHORTCUTS = [
  { act: 'down', key: 'j' },
  { act: 'up', key: 'k' },
  { act: 'open', key: 'o' },
  { act: 'tick', key: 'x' },
  { act: 'search', key: '/' },
  { act: 'next', key: 'n' },
  { act: 'previous', key: 'p' },
  { act: 'refresh', key: 'u' },
  { act: 'help', key: '?' },
] as const
export type QueueAct = (typeof QUEUE_SHORTCUTS)[number]['act']

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/** The act of a press, or null: keys with Ctrl, Alt or Cmd belong to the browser, and where text is typed every key is text. */
export function queueAct({ key, ctrlKey, altKey, metaKey }: Press, isTyping: boolean): QueueAct | null {
  if (isTyping || ctrlKey || altKey || metaKey) return null
  return QUEUE_SHORTCUTS.find((shortcut) => shortcut.key === key)?.act ?? null
}

/** The row that is next from one, or null at the end; from none, the first when going down and the last when going up. */
export function nextRow(from: number, step: 1 | -1, rows: number): number | null {
  const next = from < 0 ? (step === 1 ? 0 : rows - 1) : from + step
  return next >= 0 && next < rows ? next : null
}
