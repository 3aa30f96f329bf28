const QUIET_MS = 2_000
const EVERY_MS = 1_000

/** Tells on stderr how far a long run has come: nothing in the first seconds, then at most a line a second. */
export function showProgress(): (progress: { readonly phase: string; readonly done: number; readonly total: number }) => void {
  const startedAt = performance.now()
  let toldAt = startedAt + QUIET_MS - EVERY_MS
  return ({ phase, done, total }) => {
    const now = performance.now()
    if (now - toldAt < EVERY_MS) return
    toldAt = now
    const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ''
    console.error(`${((now - startedAt) / 1000).toFixed(0).padStart(5)} s  ${phase}${share}`)
  }
}
