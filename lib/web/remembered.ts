/**
 * Keeps what a question was answered with for a while, and lets all who ask meanwhile wait for the one answer under way. A question that
 * fails is asked again by the next. For what is the same for everybody alone: nothing here knows who asks.
 */
export function remembered<T>(
  load: (key: string) => Promise<T>,
  keptMs: number,
  now: () => number = () => performance.now(),
): (key: string) => Promise<T> {
  const answers = new Map<string, { readonly at: number; readonly answer: Promise<T> }>()
  return (key) => {
    const known = answers.get(key)
    if (known && now() - known.at < keptMs) return known.answer
    const answer = load(key)
    answers.set(key, { at: now(), answer })
    answer.catch(() => {
      if (answers.get(key)?.answer === answer) answers.delete(key)
    })
    return answer
  }
}
